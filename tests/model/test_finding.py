"""How findings read."""

from model.finding import Finding, Position, suggestion

PLACE = Position("config/orgs/acme/core/root/global-region.yaml", 14, 7)


def test_a_finding_reads_like_a_compilers() -> None:
    finding = Finding(PLACE, "RS104", "account 'plat-prd': unknown organizational unit 'plta'")
    assert str(finding) == (
        "config/orgs/acme/core/root/global-region.yaml:14:7: RS104 "
        "account 'plat-prd': unknown organizational unit 'plta'"
    )


def test_a_message_of_several_lines_stands_alone() -> None:
    assert str(Finding(PLACE, "RS110", "one\ntwo")).splitlines()[1:] == ["one", "two"]


def test_a_near_miss_is_suggested_and_else_the_choices_are_listed() -> None:
    assert suggestion("plta", ["plat", "core"]) == " (did you mean 'plat'?)"
    assert suggestion("x", ["plat", "core"]) == " (valid: core, plat)"
    assert suggestion("x", []) == ""
