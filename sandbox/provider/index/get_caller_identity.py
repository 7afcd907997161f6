"""Who the provider's calls are made as."""

from __future__ import annotations

from sandbox.provider.resource import Function
from sandbox.provider.wire import Properties


class GetCallerIdentity(Function):
    """``aws.get_caller_identity``."""

    def invoke(self, arguments: Properties) -> Properties:
        """STS GetCallerIdentity; an id that was given is overwritten."""
        identity = self.client("sts").get_caller_identity()
        return {
            "accountId": identity["Account"],
            "arn": identity["Arn"],
            "id": identity["Account"],
            "userId": identity["UserId"],
        }
