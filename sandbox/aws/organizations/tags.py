"""Tags on roots, organizational units, accounts and policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from moto.core.resource_tagging import TaggableResourcesMixin, TaggedResource

from sandbox.aws.organizations import limits
from sandbox.aws.organizations.errors import constraint, invalid
from sandbox.aws.organizations.parts import Parts


def checked_tags(tags: Sequence[dict[str, str]]) -> dict[str, str]:
    """Keys to values. Raises what AWS answers to a tag it does not accept."""
    result: dict[str, str] = {}
    for tag in tags:
        key, value = tag["Key"], tag.get("Value") or ""
        if key in result:
            raise invalid("DUPLICATE_TAG_KEY", "Tag keys must be unique among the tags attached to the same resource.")
        if key.lower().startswith("aws:"):
            raise invalid("INVALID_SYSTEM_TAGS_PARAMETER", "You specified a tag key that is a system tag.")
        if not 1 <= len(key) <= 128 or len(value) > 256:
            raise invalid("MAX_LENGTH_EXCEEDED", "You provided a value that exceeds its maximum length.")
        result[key] = value
    return result


class Tags(Parts, TaggableResourcesMixin):  # type: ignore[misc]
    """TagResource and UntagResource; what the Resource Groups Tagging API lists of an organization."""

    SERVICE_NAMESPACE = "organizations"

    def iter_tagged_resources(self) -> Iterator[TaggedResource]:
        """Root, units, accounts and policies, in the management account only."""
        for unit in self.ou:
            kind = "root" if unit.id.startswith("r-") else "ou"
            yield TaggedResource(unit.arn, dict(unit.tags), f"organizations:{kind}")
        for account in self.accounts:
            yield TaggedResource(account.arn, dict(account.tags), "organizations:account")
        for policy in self.policies:
            yield TaggedResource(policy.arn, dict(policy.tags), "organizations:policy")

    def tag_resource(self, **arguments: Any) -> None:
        """The resource has these tags beside those that it had."""
        resource = self._get_resource_for_tagging(arguments["ResourceId"])
        tags = resource.tags | checked_tags(arguments["Tags"])
        if len(tags) > limits.TAGS:
            raise constraint("MAX_TAG_LIMIT_EXCEEDED", "You have exceeded the number of tags allowed on this resource.")
        resource.tags = tags
