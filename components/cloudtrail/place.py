"""Where a trail lives: account, region, names and ARNs of what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TrailPlace:
    """The trail's account and region. Everything that belongs to the trail has the trail's name."""

    name: str
    partition: str
    account_id: str
    region: str
    organization_id: str | None = None

    @property
    def trail_arn(self) -> str:
        """The trail itself."""
        return f"arn:{self.partition}:cloudtrail:{self.region}:{self.account_id}:trail/{self.name}"

    @property
    def log_group_arn(self) -> str:
        """Its log group, without ``:*`` at the end."""
        return f"arn:{self.partition}:logs:{self.region}:{self.account_id}:log-group:{self.name}"

    @property
    def log_streams(self) -> list[str]:
        """Streams that CloudTrail writes: the account's own, and the organization's where the trail is its."""
        owners = [owner for owner in (self.account_id, self.organization_id) if owner]
        return [f"{self.log_group_arn}:log-stream:{owner}_*" for owner in owners]

    def topic_arn(self, topic: str) -> str:
        """A topic of the trail's account and region."""
        return f"arn:{self.partition}:sns:{self.region}:{self.account_id}:{topic}"
