"""Variables of public access to S3."""

from __future__ import annotations

from pydantic import Field

from model.variables import Variables


class StorageVariables(Variables):
    """The S3 public access block of the account."""

    s3_block_public_access_enabled: bool = Field(
        True, description="Whether public access to S3 is decided for the whole account."
    )
    s3_block_public_acls: bool = Field(True, description="Refuse new public ACLs of buckets and objects.")
    s3_block_public_policy: bool = Field(True, description="Refuse new bucket policies that allow public access.")
    s3_ignore_public_acls: bool = Field(True, description="Take public ACLs that exist as if they were not there.")
    s3_restrict_public_buckets: bool = Field(
        True, description="Let only AWS services and the bucket's own account use buckets with public policies."
    )
