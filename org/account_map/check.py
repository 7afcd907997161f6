"""RS240: the account map names an account that there is not."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.place import CheckPlace
from model.finding import Path, Problem, suggestion
from org.account_map.variables import ROLES, AccountMapVariables

RULE = "RS240"


def check(variables: AccountMapVariables, place: CheckPlace) -> Iterator[Problem]:
    """A problem for each special account, and each entry about an account, whose name no account has."""
    static = variables.account_map
    known = frozenset(static.full_account_map) if static else place.account_names()
    if known is None:
        return
    for role in ROLES:
        name = variables.special[role]
        # The management account of an organization is named by this very variable.
        if name is None or name in known or (role == "root" and static is None):
            continue
        text = f"the {role} account '{name}' is no account of the organization{suggestion(name, known)}"
        yield Problem(RULE, text, _place(variables, role))
    for part in ("account_info_map", "iam_role_arn_templates") if static else ():
        for name in sorted(set(getattr(static, part)) - known):
            text = f"`{part}` has '{name}', which `full_account_map` lacks{suggestion(name, known)}"
            yield Problem(RULE, text, ("vars", "account_map", part, name))


def _place(variables: AccountMapVariables, role: str) -> Path:
    name = f"{role}_account_account_name"
    inside = getattr(variables.account_map, name, None) is not None
    return ("vars", "account_map", name) if inside else ("vars", name)
