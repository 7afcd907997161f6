"""Lifecycle rules of a bucket."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.provider.resource import Change
from sandbox.provider.s3 import lifecycle_rules
from sandbox.provider.s3.owned import OfBucket, identifier_of
from sandbox.provider.shapes import given
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import UNKNOWN, Properties


class BucketLifecycleConfiguration(OfBucket):
    """``aws.s3.BucketLifecycleConfiguration``."""

    gone = ("NoSuchBucket", "NoSuchLifecycleConfiguration")

    def create(self, inputs: Properties) -> str:
        """PutBucketLifecycleConfiguration, which overwrites."""
        identifier = identifier_of(inputs)
        self._put(identifier, inputs)
        return identifier

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetBucketLifecycleConfiguration; one without rules is none."""
        found = self.s3.get_bucket_lifecycle_configuration(**self.owned(identifier))
        if not found.get("Rules"):
            return None
        size = found.get("TransitionDefaultMinimumObjectSize") or state.get("transitionDefaultMinimumObjectSize")
        return {
            **self.names(identifier),
            "rules": [lifecycle_rules.from_answer(rule) for rule in found["Rules"]],
            "transitionDefaultMinimumObjectSize": size,
        }

    def update(self, identifier: str, change: Change) -> None:
        """PutBucketLifecycleConfiguration."""
        if change.names - {"timeouts"}:
            self._put(identifier, change.new)

    def delete(self, identifier: str, state: Properties) -> None:
        """DeleteBucketLifecycle."""
        self.s3.delete_bucket_lifecycle(**self.owned(identifier))

    @classmethod
    def problems(cls, inputs: Properties) -> Iterator[tuple[str, str]]:
        """At least one rule, and in each what the provider checks when it plans."""
        rules = inputs.get("rules")
        if not rules and rules is not UNKNOWN:
            yield "rules", "'rules' needs at least one rule"
        for index, rule in enumerate(rules or ()):
            if rule is not UNKNOWN:
                yield from ((f"rules[{index}]", problem) for problem in lifecycle_rules.problems(rule))

    def _put(self, identifier: str, properties: Properties) -> None:
        wanted = [lifecycle_rules.to_request(rule) for rule in properties["rules"]]
        self.s3.put_bucket_lifecycle_configuration(
            **self.owned(identifier),
            **given(TransitionDefaultMinimumObjectSize=properties.get("transitionDefaultMinimumObjectSize")),
            LifecycleConfiguration={"Rules": wanted},
        )
        ids = {rule["ID"] for rule in wanted}
        until_true(lambda: self._ids(identifier) == ids, f"lifecycle rules of bucket {identifier} to change")

    def _ids(self, identifier: str) -> set[str]:
        found = self.s3.get_bucket_lifecycle_configuration(**self.owned(identifier))
        return {rule["ID"] for rule in found.get("Rules", ())}
