"""The last component of every stack: what makes ``pulumi destroy`` refuse before it deletes anything."""

from __future__ import annotations

from collections.abc import Sequence

import pulumi


class Keystone(pulumi.ComponentResource):
    """A protected component that depends on everything else in its stack.

    ``pulumi destroy --yes --skip-preview`` deletes whatever is unprotected before it fails at the first protected
    resource. Deletion runs against the dependencies, so a protected resource on top of them all makes it fail first.
    """

    def __init__(self, depends_on: Sequence[pulumi.Resource]) -> None:
        options = pulumi.ResourceOptions(protect=True, depends_on=list(depends_on))
        super().__init__("rootstock:program:Keystone", "keystone", {}, options)
        self.register_outputs({})
