"""What YAML may say: maps by name, Cloud Posse's lists, and what both mean."""

from __future__ import annotations

import jsonschema
import pytest
from pydantic import ValidationError

from org.account.structure import structure_of
from org.account.variables import AccountVariables

AS_MAPS = {
    "account_email_format": "aws+%s@acme.example",
    "organization_config": {
        "root_account": {"name": "core-root"},
        "accounts": {"data-lake": None},
        "organizational_units": {
            "plat": {
                "account_email_format": "plat+%s@acme.example",
                "accounts": {"plat-dev": {"tags": {"eks": "true"}}},
                "organizational_units": {"data": {"accounts": {"data-x": {"email": "x@acme.example"}}}},
            },
        },
    },
}
AS_LISTS = {
    "account_email_format": "aws+%s@acme.example",
    "organization_config": {
        "root_account": {"name": "core-root"},
        "accounts": [{"name": "data-lake"}],
        "organizational_units": [
            {
                "name": "data",
                "parent_ou": "plat",
                "accounts": [{"name": "data-x", "email": "x@acme.example"}],
            },
            {
                "name": "plat",
                "account_email_format": "plat+%s@acme.example",
                "accounts": [{"name": "plat-dev", "tags": {"eks": True}}],
            },
        ],
    },
}


@pytest.mark.parametrize("written", [AS_MAPS, AS_LISTS], ids=["maps", "lists"])
def test_maps_and_lists_mean_the_same(written):
    structure = structure_of(AccountVariables.model_validate(written))

    assert [(unit.path, unit.parent, unit.depth) for unit in structure.units] == [
        ("plat", None, 1),
        ("plat/data", "plat", 2),
    ]
    assert {member.key: (member.unit, member.email) for member in structure.members} == {
        "data-lake": (None, "aws+data-lake@acme.example"),
        "plat-dev": ("plat", "plat+plat-dev@acme.example"),
        "data-x": ("plat/data", "x@acme.example"),
    }


@pytest.mark.parametrize("written", [AS_MAPS, AS_LISTS], ids=["maps", "lists"])
def test_editors_accept_both(written):
    jsonschema.validate(written, AccountVariables.model_json_schema())


def test_an_account_under_the_root_may_name_its_unit():
    written = {
        "organization_config": {
            "root_account": {"name": "core-root"},
            "accounts": {"plat-dev": {"organizational_unit": "plat"}},
            "organizational_units": {"plat": {"account_email_format": "plat+%s@acme.example"}},
        }
    }
    (member,) = structure_of(AccountVariables.model_validate(written)).members

    assert (member.unit, member.email) == ("plat", "plat+plat-dev@acme.example")


@pytest.mark.parametrize(
    ("accounts", "says"),
    [
        ([{"name": "plat-a"}, {"name": "plat-a"}], "two entries of the list are named 'plat-a'"),
        ([{"stage": "a"}], "entry 1 of the list has no `name`"),
    ],
)
def test_lists_that_make_no_map(accounts, says):
    written = {"organization_config": {"root_account": {"name": "core-root"}, "accounts": accounts}}

    with pytest.raises(ValidationError, match=says):
        AccountVariables.model_validate(written)
