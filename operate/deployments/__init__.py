"""What machines are told about running the stacks: settings of Pulumi Deployments, a workflow of GitHub Actions.

Everything is computed from the configuration tree and written to files that are committed: whoever reviews a change
sees what it does to deployments, and `validate` notices when the files no longer fit.

>>> from operate.deployments import generated, stale_findings
"""

from __future__ import annotations

from operate.deployments.generated import generated, write
from operate.deployments.stale import stale_findings

__all__ = ["generated", "stale_findings", "write"]
