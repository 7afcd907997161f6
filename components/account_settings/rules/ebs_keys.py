"""RS302: a KMS key for EBS volumes that is not in the region it is meant for."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from components.account_settings.keys import region_of
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem, listing

RULE = "RS302"


def ebs_keys(variables: AccountSettingsVariables, place: CheckPlace) -> Iterator[Problem]:  # noqa: ARG001
    """A problem for each key whose region is another, or that encrypts nothing at all."""
    regions = variables.all_regions
    single, by_region = variables.ebs_default_kms_key_arn, variables.ebs_default_kms_key_arns
    if single is not None and region_of(single) not in regions:
        text = f"the key is in '{region_of(single)}', none of the regions of this instance ({listing(regions)})"
        yield Problem(RULE, f"`ebs_default_kms_key_arn`: {text}", ("vars", "ebs_default_kms_key_arn"))
    for region, arn in by_region.items():
        path = ("vars", "ebs_default_kms_key_arns", region)
        if region not in regions:
            text = f"'{region}' is none of the regions of this instance ({listing(regions)})"
            yield Problem(RULE, f"`ebs_default_kms_key_arns`: {text}", path)
        elif region_of(arn) != region:
            text = f"'{arn}' is not the ARN of a KMS key in '{region}': arn:aws:kms:{region}:ACCOUNT:key/ID"
            yield Problem(RULE, f"`ebs_default_kms_key_arns`: {text}", path)
    if (single or by_region) and not variables.ebs_default_encryption_enabled:
        variable = "ebs_default_kms_key_arn" if single else "ebs_default_kms_key_arns"
        text = "a key without encryption encrypts nothing: `ebs_default_encryption_enabled: true`"
        yield Problem(RULE, f"`{variable}`: {text}", ("vars", variable))
