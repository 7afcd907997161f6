"""Tags of everything in an organization, a hundred objects a call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from operate.aws import client
from operate.inventory.counting import counted

_TYPES = ("organizations:root", "organizations:ou", "organizations:account", "organizations:policy")
_HOME = "us-east-1"


def tags_of_the_organization(environment: Mapping[str, str], calls: Counter[str]) -> dict[str, dict[str, str]]:
    """Tags by the id of the root, unit, account or policy that has some. AWS's own (``aws:…``) are left out."""
    tagging = counted(client("resourcegroupstaggingapi", {**environment, "AWS_REGION": _HOME}), calls)
    pages = tagging.get_paginator("get_resources").paginate(ResourceTypeFilters=list(_TYPES), ResourcesPerPage=100)
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        for one in page["ResourceTagMappingList"]:
            own = {tag["Key"]: tag["Value"] for tag in one["Tags"] if not tag["Key"].startswith("aws:")}
            if own:
                found[one["ResourceARN"].rpartition("/")[2]] = own
    return found
