"""What cfn-lint finds in policies of IAM, S3, SNS and Organizations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def lint(resources: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A sentence for each error and warning in the CloudFormation resources, by logical name."""
    # It reads sympy and networkx, several seconds that each worker would take to collect any test.
    from cfnlint.api import lint_all

    found = lint_all(json.dumps({"Resources": resources}))
    return [f"{one.rule.id} {one.message} {one.path}" for one in found if one.rule.severity != "informational"]
