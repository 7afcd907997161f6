"""A run with somebody else's credentials ends before anything is registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from model.stack_name import StackName
from program.caller import refusal

IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity"
SEEN = {
    "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree$aws:organizations/organization:Organization::o": {
        "type": "aws:organizations/organization:Organization",
        "outputs": {"id": "o-abcdefghij", "masterAccountId": "111111111111"},
    }
}


def answering(recorder: Any, account: str) -> None:
    recorder.answers[IDENTITY] = lambda _: {"accountId": account}


def test_another_account_than_the_one_of_the_organization_is_refused(
    deployed: Callable[..., Any], recorder: Any
) -> None:
    answering(recorder, "999999999999")
    with pytest.raises(Exception, match=r"999999999999, and stack 'core-root' runs only in .* 111111111111"):
        deployed("core-root", recorded=SEEN)


def test_the_account_of_the_organization_passes(deployed: Callable[..., Any], recorder: Any) -> None:
    answering(recorder, "111111111111")
    assert "account-gbl" in deployed("core-root", recorded=SEEN).result


def test_a_first_run_has_nothing_to_compare(deployed: Callable[..., Any], recorder: Any) -> None:
    answering(recorder, "999999999999")
    assert "account-gbl" in deployed("core-root").result


def test_the_refusal_says_whose_the_credentials_are_and_what_to_do() -> None:
    assert refusal(StackName.parse("core-root"), "111111111111", "999999999999", True) == (
        "nothing was done: your AWS credentials belong to account 999999999999, and stack 'core-root' runs only in the "
        "management account 111111111111 (`organization_config.root_account.account_id`). Choose its credentials, for "
        "instance with `export AWS_PROFILE=…`, and look with `aws sts get-caller-identity`"
    )
