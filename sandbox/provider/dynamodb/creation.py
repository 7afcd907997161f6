"""Ways to make a table: new, restored or imported."""

from __future__ import annotations

from typing import Any

from sandbox.provider.dynamodb import indexes
from sandbox.provider.errors import ProviderError
from sandbox.provider.shapes import given, to_aws
from sandbox.provider.tags import as_list
from sandbox.provider.waiting import until
from sandbox.provider.wire import Properties

PROVISIONED = "PROVISIONED"


def begin(client: Any, inputs: Properties) -> str:
    """Starts the creation and returns the table's name."""
    name = str(inputs["name"])
    if inputs.get("restoreBackupArn"):
        client.restore_table_from_backup(
            TargetTableName=name, BackupArn=inputs["restoreBackupArn"], **_overrides(inputs)
        )
    elif inputs.get("restoreSourceName") or inputs.get("restoreSourceTableArn"):
        client.restore_table_to_point_in_time(
            TargetTableName=name,
            **given(
                SourceTableName=inputs.get("restoreSourceName"),
                SourceTableArn=inputs.get("restoreSourceTableArn"),
                RestoreDateTime=inputs.get("restoreDateTime"),
                UseLatestRestorableTime=inputs.get("restoreToLatestTime") or None,
            ),
            **_overrides(inputs),
        )
    elif inputs.get("importTable"):
        _import(client, inputs)
    else:
        client.create_table(**definition(inputs), **given(Tags=as_list(inputs.get("tagsAll", {}))))
    return name


def definition(inputs: Properties) -> dict[str, Any]:
    """What CreateTable takes, but the tags."""
    provisioned = inputs["billingMode"] == PROVISIONED
    return {
        "TableName": inputs["name"],
        "AttributeDefinitions": indexes.attributes(inputs.get("attributes") or []),
        "KeySchema": indexes.keys(inputs.get("hashKey"), inputs.get("rangeKey")),
        "BillingMode": inputs["billingMode"],
        "TableClass": inputs["tableClass"],
        **given(
            ProvisionedThroughput=indexes.throughput(inputs) if provisioned else None,
            OnDemandThroughput=None if provisioned else indexes.on_demand(inputs.get("onDemandThroughput")),
            GlobalSecondaryIndexes=[
                indexes.global_request(item, provisioned) for item in inputs.get("globalSecondaryIndexes") or ()
            ],
            LocalSecondaryIndexes=[
                indexes.local_request(item, inputs["hashKey"]) for item in inputs.get("localSecondaryIndexes") or ()
            ],
            DeletionProtectionEnabled=inputs.get("deletionProtectionEnabled") or None,
            StreamSpecification=stream(inputs) if inputs.get("streamEnabled") else None,
            SSESpecification=encryption(inputs.get("serverSideEncryption")),
            WarmThroughput=to_aws(inputs.get("warmThroughput")),
        ),
    }


def stream(inputs: Properties) -> dict[str, Any]:
    """A stream specification."""
    return {"StreamEnabled": True, "StreamViewType": inputs["streamViewType"]}


def encryption(wanted: Properties | None) -> dict[str, Any] | None:
    """Encryption with a key of KMS; None leaves AWS's own key."""
    if not wanted or not wanted.get("enabled"):
        return None
    return {"Enabled": True, "SSEType": "KMS", **given(KMSMasterKeyId=wanted.get("kmsKeyArn"))}


def _overrides(inputs: Properties) -> dict[str, Any]:
    provisioned = inputs["billingMode"] == PROVISIONED
    return given(
        BillingModeOverride=inputs["billingMode"],
        ProvisionedThroughputOverride=indexes.throughput(inputs) if provisioned else None,
        SSESpecificationOverride=encryption(inputs.get("serverSideEncryption")),
    )


def _import(client: Any, inputs: Properties) -> None:
    source = inputs["importTable"]
    bucket = source["s3BucketSource"]
    table = definition(inputs)
    kept = ("TableName", "AttributeDefinitions", "KeySchema", "BillingMode", "ProvisionedThroughput",
            "SSESpecification", "GlobalSecondaryIndexes")  # fmt: skip
    csv = (source.get("inputFormatOptions") or {}).get("csv")
    answer = client.import_table(
        S3BucketSource=given(
            S3Bucket=bucket["bucket"], S3BucketOwner=bucket.get("bucketOwner"), S3KeyPrefix=bucket.get("keyPrefix")
        ),
        InputFormat=source["inputFormat"],
        TableCreationParameters={key: table[key] for key in kept if key in table},
        **given(
            InputCompressionType=source.get("inputCompressionType"),
            InputFormatOptions=csv
            and {"Csv": given(Delimiter=csv.get("delimiter"), HeaderList=csv.get("headerLists"))},
        ),
    )
    arn = answer["ImportTableDescription"]["ImportArn"]

    def decided() -> str | None:
        status = str(client.describe_import(ImportArn=arn)["ImportTableDescription"]["ImportStatus"])
        return None if status == "IN_PROGRESS" else status

    if (status := until(decided, f"import of table {inputs['name']}", 1800)) != "COMPLETED":
        raise ProviderError(f"importing DynamoDB Table ({inputs['name']}): {status}")
