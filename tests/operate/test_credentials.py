"""Stacks whose role is taken before they run: which role, in which account, and what happens where there is none."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

import operate.credentials
from layers import load
from operate.credentials import NotYet, credentials_of
from operate.errors import OperateError
from operate.news import Outcome
from operate.pulumi import Operation
from operate.run import StackRun

SETTINGS = """
stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}
account_map: {stack: core-gbl-root, component: account-map}
"""
ROOT = """
vars: {namespace: acme, tenant: core, environment: gbl, stage: root, region: us-east-1}
components: {pulumi: {account: {vars: {}}, account-map: {settings: {slice: map}}}}
"""
DEV = """
vars: {namespace: acme, tenant: plat, environment: gbl, stage: dev, region: us-east-1}
settings: {assume_role: {plan: reader, apply: writer}}
components:
  pulumi:
    budget: {vars: {name: budget}}
    deploy-roles:
      settings: {slice: access, assume_role: null}
      vars: {github: {repository: acme/infrastructure}}
"""


class _Sts:
    """AWS: gives the credentials of a role that exists."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refuses = False

    def assume_role(self, RoleArn: str, RoleSessionName: str) -> dict[str, Any]:  # noqa: N803 AWS's names
        self.asked.append(RoleArn)
        if self.refuses:
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not authorized"}}, "AssumeRole")
        return {"Credentials": {"AccessKeyId": "KEY", "SecretAccessKey": "SECRET", "SessionToken": "TOKEN"}}


@pytest.fixture
def sts(monkeypatch: pytest.MonkeyPatch) -> _Sts:
    """AWS, and an account map with one member."""
    found = _Sts()
    exported = {"full_account_map": {"plat-dev": "222222222222"}}
    monkeypatch.setattr(operate.credentials, "client", lambda *_: found)
    monkeypatch.setattr(operate.credentials, "stack_output", lambda *_: exported)
    return found


def _credentials(root: Path) -> Any:
    (root / "orgs").mkdir()
    for name, text in (("rootstock", SETTINGS), ("orgs/root", ROOT), ("orgs/dev", DEV)):
        (root / f"{name}.yaml").write_text(text)
    return credentials_of(load(root), SimpleNamespace(environment={}))  # type: ignore[arg-type]


def test_previews_take_the_one_role_and_updates_the_other(tmp_path: Path, sts: _Sts) -> None:
    taken = _credentials(tmp_path)
    keys = {"AWS_ACCESS_KEY_ID": "KEY", "AWS_SECRET_ACCESS_KEY": "SECRET", "AWS_SESSION_TOKEN": "TOKEN"}
    assert taken("plat-dev", Operation.PREVIEW) == keys
    assert taken("plat-dev", Operation.UP) == keys
    assert sts.asked == [f"arn:aws:iam::222222222222:role/{name}" for name in ("reader", "writer")]


@pytest.mark.parametrize("stack", ["core-root", "core-root-map", "plat-dev-access", "no-stack"])
def test_other_stacks_run_with_the_callers_own(tmp_path: Path, sts: _Sts, stack: str) -> None:
    assert _credentials(tmp_path)(stack, Operation.UP) == {}
    assert sts.asked == []


def test_a_role_that_cannot_be_taken_names_the_stack_that_makes_it(tmp_path: Path, sts: _Sts) -> None:
    sts.refuses = True
    with pytest.raises(NotYet, match=r"`\./rootstock deploy plat-dev-access` makes it") as raised:
        _credentials(tmp_path)("plat-dev", Operation.UP)
    assert raised.value.after == "plat-dev-access"


def test_a_map_that_is_not_there_yet(tmp_path: Path, sts: _Sts, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(pulumi: Any, stack: str, name: str) -> Any:
        raise OperateError("stack 'core-root-map' exports no 'account-map-gbl' yet")

    monkeypatch.setattr(operate.credentials, "stack_output", missing)
    with pytest.raises(NotYet, match="exports no 'account-map-gbl' yet"):
        _credentials(tmp_path)("plat-dev", Operation.PREVIEW)


@pytest.mark.parametrize(
    ("operation", "outcome", "cause"),
    [
        (Operation.PREVIEW, Outcome.WAITING, "after plat-dev-access"),
        (Operation.UP, Outcome.FAILED, "cannot be taken"),
    ],
)
def test_a_preview_waits_and_an_update_fails(fake: Any, operation: Operation, outcome: Outcome, cause: str) -> None:
    def refused(stack: str, doing: Operation) -> Any:
        raise NotYet("cannot be taken", "plat-dev-access")

    result = StackRun("plat-dev", operation, fake.pulumi, lambda _: None, credentials=refused).run()
    assert (result.outcome, result.cause) == (outcome, cause)
