"""An account goes out of the state with what belongs to it; nothing else does, and nothing points at it any more."""

from __future__ import annotations

from typing import Any

import pytest

from operate.lifecycle.forgetting import forgotten

URN = "urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree${}::account-gbl-{}"
ACCOUNT = URN.format("aws:organizations/account:Account", "plat-old")
OTHER = URN.format("aws:organizations/account:Account", "plat-new")
POLICY = URN.format("aws:organizations/policy:Policy", "Deny")
ATTACHMENT = URN.format("aws:organizations/policyAttachment:PolicyAttachment", "account/plat-old/Deny")
OTHERS = URN.format("aws:organizations/policyAttachment:PolicyAttachment", "account/plat-new/Deny")
CONTACT = URN.format("aws:account/alternativeContact:AlternativeContact", "plat-old-billing")
KEYSTONE = "urn:pulumi:core-root::rootstock::rootstock:program:Keystone::keystone"


def resource(urn: str, *needs: str, **more: Any) -> dict[str, Any]:
    kind = urn.split("::")[2].rpartition("$")[2]
    return {"urn": urn, "type": kind, "dependencies": list(needs), **more}


@pytest.fixture
def state() -> dict[str, Any]:
    """Two accounts with a policy on each, a contact of one, and the keystone on top of all."""
    attached = {"propertyDependencies": {"targetId": [ACCOUNT], "policyId": [POLICY]}}
    resources = [
        resource(ACCOUNT, protect=True),
        resource(OTHER, protect=True),
        resource(POLICY),
        resource(ATTACHMENT, ACCOUNT, POLICY, **attached),
        resource(OTHERS, OTHER, POLICY),
        resource(CONTACT, propertyDependencies={"accountId": [ACCOUNT]}),
        resource(KEYSTONE, ACCOUNT, OTHER, POLICY, ATTACHMENT, OTHERS, CONTACT, protect=True, deletedWith=ACCOUNT),
    ]
    return {"version": 3, "deployment": {"manifest": {}, "resources": resources}}


def test_what_belongs_to_the_account_goes_with_it(state: dict[str, Any]) -> None:
    changed, gone = forgotten(state, ACCOUNT)

    assert gone == (ACCOUNT, ATTACHMENT, CONTACT)
    assert changed["deployment"]["resources"] == [
        resource(OTHER, protect=True),
        resource(POLICY),
        resource(OTHERS, OTHER, POLICY),
        resource(KEYSTONE, OTHER, POLICY, OTHERS, protect=True),
    ]
    assert (changed["version"], changed["deployment"]["manifest"]) == (3, {})


def test_the_state_at_hand_is_left_as_it_is(state: dict[str, Any]) -> None:
    forgotten(state, ACCOUNT)

    assert [one["urn"] for one in state["deployment"]["resources"]][-1] == KEYSTONE
    assert ACCOUNT in state["deployment"]["resources"][-1]["dependencies"]
