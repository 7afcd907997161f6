"""The organization's resource policy, which lets other accounts manage parts of it."""

from __future__ import annotations

import json

from org.account.variables import AccountVariables
from org.policy.document import minified


def resource_policy_content(variables: AccountVariables) -> str:
    """The document, minified. Raises ValueError for text that is no JSON object."""
    written = variables.resource_policy
    content = json.loads(written) if isinstance(written, str) else written
    if not isinstance(content, dict):
        raise ValueError("the document is no JSON object")
    return minified(content)
