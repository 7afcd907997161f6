"""Edits that could not be taken back stop before anything is registered; everything else passes."""

from __future__ import annotations

import pytest

from blocks.place import CheckPlace
from blocks.recorded import Recorded, RecordedResource
from org.account.guard import ACCOUNT, POLICY, TREE, UNIT, guard

BASE = """
account_email_format: aws+%s@acme.example
service_control_policies_config_paths: [catalog/policies.yaml]
organization_config:
  root_account: {name: core-root}
"""


def resource(token, key, **outputs):
    name = f"account-gbl-{key}" if key else "account-gbl"
    types = TREE if token == TREE else f"{TREE}${token}"
    return RecordedResource(f"urn:pulumi:core-root::rootstock::{types}::{name}", token, name, outputs)


RECORDED = Recorded(
    (
        resource(TREE, ""),
        resource(UNIT, "plat", id="ou-abcd-11111111"),
        resource(UNIT, "plat/data", id="ou-abcd-22222222"),
        resource(ACCOUNT, "plat-a", id="222222222222", email="aws+plat-a@acme.example"),
        resource(ACCOUNT, "plat-b", id="333333333333", email="aws+plat-b@acme.example"),
        resource(POLICY, "DenyTrail", id="p-12345678"),
    )
)
AS_IT_IS = "plat: {accounts: {plat-a: , plat-b: }, organizational_units: {data: }}"


@pytest.fixture
def guarded(configure, config_root):
    """Rules and messages of the guard for some units."""

    def _guarded(units, more="", recorded=RECORDED):
        variables = configure(f"organization_config: {{organizational_units: {{{units}}}}}\n{more}", base=BASE)
        return [(one.rule, one.message) for one in guard(variables, recorded, CheckPlace(config_root))]

    return _guarded


ALLOWED = {
    "nothing changed": AS_IT_IS,
    "an account more": "plat: {accounts: {plat-a: , plat-b: , plat-c: }, organizational_units: {data: }}",
    "moved to another unit": "plat: {accounts: {plat-a: }, organizational_units: {data: {accounts: {plat-b: }}}}",
    "names swapped in AWS": "plat: {accounts: {plat-a: {name: plat-b}, plat-b: {name: plat-a}}, "
    "organizational_units: {data: }}",
    "key renamed and e-mail kept": "plat: {accounts: {plat-c: {previous_name: plat-a, email: aws+plat-a@acme.example}, "
    "plat-b: }, organizational_units: {data: }}",
    "unit renamed, and with it the one below": "core: {previous_name: plat, accounts: {plat-a: , plat-b: }, "
    "organizational_units: {data: , new: }}",
    "suspended": "plat: {accounts: {plat-a: , plat-b: {state: suspended}}, organizational_units: {data: }}, "
    "quarantine: ",
    "previous_name left standing": "plat: {previous_name: older, accounts: {plat-a: {previous_name: older}, plat-b: }, "
    "organizational_units: {data: }}",
}

STOPPED = {
    "account gone": ("plat: {accounts: {plat-a: }, organizational_units: {data: }}", "RS230", "previous_name: plat-b"),
    "account renamed": (
        "plat: {accounts: {plat-a: , plat-c: {email: aws+plat-b@acme.example}}, organizational_units: {data: }}",
        "RS230",
        "is it 'plat-c' now?",
    ),
    "account marked closed": (
        "plat: {accounts: {plat-a: , plat-b: {state: closed}}, organizational_units: {data: }}",
        "RS230",
        "is marked closed: run `./rootstock account close plat-b`",
    ),
    "account to be closed": (
        "plat: {accounts: {plat-a: , plat-b: {state: closing}}, organizational_units: {data: }}",
        "RS230",
        "is marked closing: run `./rootstock account close plat-b`",
    ),
    "unit gone": ("plat: {accounts: {plat-a: , plat-b: }}", "RS231", "previous_name: data"),
    "unit moved": ("plat: {accounts: {plat-a: , plat-b: }}, data: ", "RS231", "cannot be moved to 'data'"),
    "e-mail changed": (
        "plat: {accounts: {plat-a: {email: other@acme.example}, plat-b: }, organizational_units: {data: }}",
        "RS233",
        "write `email: aws+plat-a@acme.example`",
    ),
    "key renamed, and the e-mail with it": (
        "plat: {accounts: {plat-c: {previous_name: plat-a}, plat-b: }, organizational_units: {data: }}",
        "RS233",
        "(222222222222) has the e-mail 'aws+plat-a@acme.example'",
    ),
    "keys swapped by previous_name": (
        "plat: {accounts: {plat-a: {previous_name: plat-b, email: aws+plat-b@acme.example}, "
        "plat-b: {previous_name: plat-a, email: aws+plat-a@acme.example}}, organizational_units: {data: }}",
        "RS233",
        "to swap names, use `name`",
    ),
    "previous_name mistyped": (
        "plat: {accounts: {plat-a: , plat-c: {previous_name: plat-bb, email: x@acme.example}}, "
        "organizational_units: {data: }}",
        "RS234",
        "did you mean 'plat-b'?",
    ),
    "two take over one": (
        "plat: {accounts: {plat-a: , plat-c: {previous_name: plat-b, email: aws+plat-b@acme.example}, "
        "plat-d: {previous_name: plat-b, email: x@acme.example}}, organizational_units: {data: }}",
        "RS234",
        "only once",
    ),
}


@pytest.mark.parametrize("units", ALLOWED.values(), ids=ALLOWED)
def test_daily_work_passes(guarded, units):
    assert guarded(units) == []


@pytest.mark.parametrize(("units", "rule", "says"), STOPPED.values(), ids=STOPPED)
def test_what_cannot_be_taken_back_stops(guarded, units, rule, says):
    found = guarded(units)

    assert rule in [one for one, _ in found]
    assert any(says.lower() in message.lower() for _, message in found)


def test_an_empty_state_allows_everything(guarded):
    assert guarded("new: {previous_name: old}", recorded=Recorded()) == []


def test_a_policy_that_is_attached_nowhere_may_be(guarded):
    assert guarded(AS_IT_IS) == []


def test_a_policy_that_is_no_longer_defined_stops(guarded, config_root):
    (config_root / "catalog" / "policies.yaml").write_text("[]")

    assert [rule for rule, _ in guarded(AS_IT_IS)] == ["RS232"]
    assert guarded(AS_IT_IS, "removed_policies: [DenyTrail]") == []


def test_a_renamed_policy_says_what_it_was(guarded, config_root):
    renamed = "- {sid: DenyTrails, previous_name: DenyTrail, actions: [cloudtrail:StopLogging]}"
    (config_root / "catalog" / "policies.yaml").write_text(renamed)

    assert guarded(AS_IT_IS) == []


def test_an_organization_that_exists_is_not_switched_off(guarded):
    assert [rule for rule, _ in guarded("", "enabled: false")] == ["RS236"]
    assert guarded("", "enabled: false", recorded=Recorded()) == []


def test_another_name_in_aws_needs_trusted_access(guarded):
    named = Recorded((*RECORDED.resources[:3], resource(ACCOUNT, "plat-a", email="aws+plat-a@acme.example", name="A")))
    units = "plat: {accounts: {plat-a: }, organizational_units: {data: }}"

    assert [rule for rule, _ in guarded(units, recorded=named)] == ["RS235"]
    assert guarded(units, "aws_service_access_principals: [account.amazonaws.com]", recorded=named) == []
