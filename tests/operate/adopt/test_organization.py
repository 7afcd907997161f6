"""Entries of an organization: what accounts share stands at their unit, and nothing is lost."""

from __future__ import annotations

import json
from typing import Any

from operate.adopt.first import Naming, first_files
from operate.adopt.left_alone import left_alone
from operate.adopt.organization import Entries
from operate.adopt.policies import written
from operate.inventory import Account, Inventory, Policy, Unit
from operate.ownership import ownership

ROOT = "r-abcd"
MANAGEMENT = "111111111111"
DENY = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Sid": "Stay", "Effect": "Deny", "Action": "a:B", "Resource": "*"}]}
)


def account(number: int, name: str, parent: str, email: str | None = None, state: str = "ACTIVE") -> Account:
    return Account(f"{number:012}", name, email or f"aws+{name}@acme.example", state, parent)


def inventory(
    *accounts: Account, units: tuple[Unit, ...] = (), policies: tuple[Policy, ...] = (), **more: Any
) -> Inventory:
    management = Account(MANAGEMENT, "Acme Inc", "aws@acme.example", "ACTIVE", ROOT)
    return Inventory(
        organization_id="o-abcdefghij",
        management_id=MANAGEMENT,
        root_id=ROOT,
        features="ALL",
        accounts={one.id: one for one in (management, *accounts)},
        units={one.id: one for one in units},
        policies={one.id: one for one in policies},
        policy_types=frozenset({"SERVICE_CONTROL_POLICY"}),
        delegated=frozenset(),
        **{"trusted": frozenset(), **more},
    )


PLAT, DATA = Unit("ou-abcd-00000001", "plat", ROOT), Unit("ou-abcd-00000002", "data", "ou-abcd-00000001")


def below_the_root(found: Inventory) -> dict[str, Any]:
    owners = ownership(found)
    entries = Entries(found, owners, written((), {}), ["core-root"])
    return entries.below(found.root_id, entries.email_format, {})


def test_tags_that_all_accounts_of_a_unit_have_stand_at_the_unit() -> None:
    found = inventory(
        account(1, "plat-dev", PLAT.id),
        account(2, "plat-prod", PLAT.id),
        account(3, "data-lake", DATA.id),
        units=(PLAT, DATA),
        tags={
            "000000000001": {"team": "apps", "cost": "1"},
            "000000000002": {"team": "apps", "cost": "2"},
            "000000000003": {"team": "apps"},
            PLAT.id: {"owner": "platform"},
        },
    )
    assert below_the_root(found)["organizational_units"]["plat"] == {
        "import_id": PLAT.id,
        "tags": {"owner": "platform"},
        "account_tags": {"team": "apps"},
        "accounts": {
            "plat-dev": {"import_id": "000000000001", "tags": {"cost": "1"}},
            "plat-prod": {"import_id": "000000000002", "tags": {"cost": "2"}},
        },
        "organizational_units": {
            "data": {"import_id": DATA.id, "accounts": {"data-lake": {"import_id": "000000000003"}}}
        },
    }


def test_an_email_format_of_a_unit_stands_there_and_odd_ones_at_the_account() -> None:
    found = inventory(
        *(account(number, f"plat-a{number}", PLAT.id) for number in (1, 2, 3)),
        account(4, "data-a", DATA.id, "data+data-a@old.example"),
        account(5, "data-b", DATA.id, "data+data-b@old.example"),
        account(6, "data-c", DATA.id, "someone@old.example"),
        units=(PLAT, DATA),
    )
    plat = below_the_root(found)["organizational_units"]["plat"]
    assert "account_email_format" not in plat
    assert all("email" not in one for one in plat["accounts"].values())
    data = plat["organizational_units"]["data"]
    assert data["account_email_format"] == "data+%s@old.example"
    assert {key: one.get("email") for key, one in data["accounts"].items()} == {
        "data-a": None,
        "data-b": None,
        "data-c": "someone@old.example",
    }


def test_accounts_of_one_name_get_keys_of_their_own() -> None:
    found = inventory(account(1001, "twin", ROOT, "a@x.example"), account(1002, "twin", ROOT, "b@x.example"))
    accounts = below_the_root(found)["accounts"]
    assert {key: (one.get("name"), one["email"]) for key, one in accounts.items()} == {
        "twin": (None, "a@x.example"),
        "twin-1002": ("twin", "b@x.example"),
    }


def test_one_content_is_one_entry_and_what_no_entry_can_say_is_a_document() -> None:
    other = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": ["b:C"], "Resource": "*"}})
    made = written(
        [
            Policy("p-1111aaaa", "SERVICE_CONTROL_POLICY", "Stay", "No way out", DENY, ()),
            Policy("p-2222bbbb", "SERVICE_CONTROL_POLICY", "STAY", "", DENY.replace(": ", ":"), ()),
            Policy("p-3333cccc", "SERVICE_CONTROL_POLICY", "odd one", "", other, ()),
        ],
        {"p-1111aaaa": [ROOT]},
    )
    said = [{"sid": "Stay", "effect": "Deny", "actions": ["a:B"]}]
    assert made.entries == [{"sid": "STAY", "exempt": False, "statements": said}]
    assert {key: one.get("entry", one.get("content", "itself")) for key, one in made.variables.items()} == {
        "STAY": "itself",
        "Stay-aaaa": "STAY",
        "odd-one": "!include catalog/documents/odd-one.json",
    }
    assert json.loads(made.documents["catalog/documents/odd-one.json"]) == json.loads(other)
    assert made.variables["Stay-aaaa"]["import_target_ids"] == [ROOT]


def test_control_tower_keeps_what_is_its_own() -> None:
    security = Unit("ou-abcd-00000009", "Security", ROOT)
    guardrail = Policy("p-9999zzzz", "SERVICE_CONTROL_POLICY", "aws-guardrails-x", "", DENY, (security.id, PLAT.id))
    found = inventory(
        account(1, "Audit", security.id),
        account(2, "Log Archive", security.id),
        account(3, "Audit", PLAT.id, "other@acme.example"),
        account(4, "gone", PLAT.id, state="SUSPENDED"),
        units=(PLAT, security),
        policies=(guardrail,),
        trusted=frozenset({"controltower.amazonaws.com"}),
    )
    left = [(one.kind, one.name, one.why) for one in left_alone(found, ownership(found))]
    assert left == [
        ("account", "Audit", "Control Tower's"),
        ("account", "Log Archive", "Control Tower's"),
        ("account", "gone", "suspended"),
        ("organizational unit", "Security", "Control Tower's"),
        ("policy", "aws-guardrails-x", "Control Tower's"),
    ]
    assert set(below_the_root(found)["organizational_units"]) == {"plat"}


def test_the_same_names_without_control_tower_are_the_users_own() -> None:
    security = Unit("ou-abcd-00000009", "Security", ROOT)
    found = inventory(account(1, "Audit", security.id), units=(security,))
    assert left_alone(found, ownership(found)) == ()


def test_a_member_with_the_name_of_the_management_account_gets_another_key() -> None:
    found = inventory(account(1, "core-root", ROOT))
    files = first_files(found, ownership(found), Naming("acme", "core", "root", "us-east-1"))
    manifest = files["orgs/acme/core/root/global-region.yaml"]
    assert "core-root-0001:" in manifest
