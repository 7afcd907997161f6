"""RS202: an account is not named after its organizational unit and stage."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Path, Problem
from org.account.structure import CONFIG, Member
from org.account.subject import Subject

RULE = "RS202"


def account_names(subject: Subject) -> Iterator[Problem]:
    """A problem for each account not named `{tenant}-{stage}` with its unit as tenant; adopted ones are left alone."""
    if not subject.variables.enforce_account_names:
        return
    root = subject.variables.organization_config.root_account
    if root.tenant and root.stage and root.name != f"{root.tenant}-{root.stage}":
        text = f"management account '{root.name}' must be named '{root.tenant}-{root.stage}', as tenant and stage say"
        yield Problem(RULE, text, (*CONFIG, "root_account", "name"))
    for member in subject.structure.members:
        if member.settings.import_id is None:
            yield from _of(member)


def _of(member: Member) -> Iterator[Problem]:
    settings = member.settings
    units = member.home.split("/") if member.home else []
    tenant, _, stage = member.key.partition("-")
    named: Path = (*member.address, "name") if member.name != member.key else member.address
    if units and settings.tenant and settings.tenant not in units:
        expected = f"{units[-1]}-{settings.stage or stage}"
        text = f"its tenant '{settings.tenant}' is not its organizational unit '{units[-1]}': name it '{expected}'"
        # An account that moves to another unit keeps its name until somebody renames it: that must not stop the move.
        yield Problem(RULE, f"account '{member.key}': {text}", (*member.address, "tenant"), severity="warning")
        return
    wanted = f"{settings.tenant or (tenant if tenant in units or not units else units[-1])}-{settings.stage or stage}"
    if not stage and not settings.stage:
        yield Problem(
            RULE, f"account '{member.key}' must be named after its unit and stage, as in {_example(units)}", named
        )
    elif member.key != wanted or member.name != wanted:
        actual = member.key if member.key != wanted else member.name
        text = f"account '{actual}' must be named '{wanted}': organizational unit, then stage"
        yield Problem(RULE, text, member.address if member.key != wanted else named)
    elif stage.count("-"):
        yield Problem(RULE, f"account '{member.key}': the stage '{stage}' may not contain '-'", member.address)


def _example(units: list[str]) -> str:
    return f"'{units[-1] if units else 'plat'}-prod'"
