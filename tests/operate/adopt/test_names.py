"""Keys of what has a name in AWS."""

from __future__ import annotations

from operate.adopt.emails import format_of, shared_format
from operate.adopt.names import Keys


def test_a_name_is_its_key_where_it_can_be() -> None:
    keys = Keys("core-root")
    assert keys.key("plat-prod", "111111111111") == "plat-prod"
    assert keys.key("Finance (EU)", "222222222222") == "Finance-EU"
    assert keys.key("data.lake_2", "333333333333") == "data.lake_2"
    assert keys.key("***", "444444444444") == "unnamed"


def test_names_that_differ_in_letter_case_get_different_keys_in_any_case() -> None:
    keys = Keys("core-root")
    assert [
        keys.key(name, id) for name, id in (("Stay", "p-aaaa1111"), ("STAY", "p-bbbb2222"), ("Stay", "p-cccc2222"))
    ] == [
        "Stay",
        "STAY-2222",
        "Stay-c2222",
    ]
    assert keys.key("Core-Root", "999988887777") == "Core-Root-7777"


def test_a_sid_has_letters_and_digits_only() -> None:
    assert Keys().sid("Deny: all & more", "p-1") == "Denyallmore"


def test_an_email_is_a_format_when_the_key_is_in_it() -> None:
    assert format_of("aws+plat-dev@acme.example", "plat-dev") == "aws+%s@acme.example"
    assert format_of("somebody@acme.example", "plat-dev") is None
    assert format_of("dev+dev@acme.example", "dev") == "%s+dev@acme.example"


def test_a_format_that_one_account_has_is_not_shared() -> None:
    accounts = [("aws+a@x.example", "a1"), ("aws+b1@x.example", "b1"), ("aws+c1@x.example", "c1")]
    assert shared_format(accounts) == "aws+%s@x.example"
    assert shared_format(accounts[:2]) is None
