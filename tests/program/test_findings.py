"""Findings of kinds, references and stacks, at the line that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from layers import Tree
from program.stacks import stack_plans
from program.validation import findings

HEAD = "vars: {namespace: acme, tenant: core, environment: gbl, stage: audit}\ncomponents:\n  pulumi:\n"


@pytest.fixture
def found(
    written: Callable[[Mapping[str, str]], Tree], tmp_path: Path
) -> Callable[[str], list[tuple[str, int, int, str]]]:
    def _found(body: str) -> list[tuple[str, int, int, str]]:
        tree = written({"orgs/audit.yaml": HEAD + body})
        return [
            (finding.rule, finding.position.line, finding.position.column, finding.message)
            for finding in findings(tree)
        ]

    return _found


def test_an_unknown_variable_is_found_at_its_key(found: Callable[[str], object]) -> None:
    assert found("    account-settings:\n      vars: {acount_alias: acme-audit}\n") == [
        (
            "RS401",
            5,
            14,
            "account-settings 'account-settings': `acount_alias`: no variable of that name "
            "(did you mean 'account_alias'?)",
        )
    ]


def test_a_wrong_type_says_what_is_wanted_and_what_is_there(found: Callable[[str], object]) -> None:
    assert found("    account-settings:\n      vars: {account_alias: 7}\n") == [
        (
            "RS401",
            5,
            14,
            "account-settings 'account-settings': `account_alias`: input should be a valid string, not a number (7)",
        )
    ]


def test_a_kinds_own_check_is_found_at_the_variable(found: Callable[[str], object]) -> None:
    ((rule, line, column, message),) = found("    account-settings:\n      vars:\n        account_alias: Acme\n")  # type: ignore[misc]
    assert (rule, line, column) == ("RS301", 6, 9)
    assert "'Acme' is not one that IAM accepts" in message


def test_an_unknown_kind_is_suggested(found: Callable[[str], object]) -> None:
    assert found("    account-setings:\n      vars: {}\n") == [
        ("RS404", 4, 5, "'account-setings': no kind 'account-setings' (did you mean 'account-settings'?)")
    ]


def test_a_reference_to_nothing_is_found(found: Callable[[str], object]) -> None:
    rules = [entry[0] for entry in found("    account-settings:\n      vars: {account_alias: !output nothing id}\n")]  # type: ignore[attr-defined]
    assert rules == ["RS402"]


def test_a_reference_stands_for_a_value_of_any_type(found: Callable[[str], object]) -> None:
    settings = "    account-settings:\n      vars: {account_alias: !output quotas id, regions: [!output quotas region]"
    named = "{component: account-quotas}\n      vars: {account_settings_component_name: null}"
    quotas = f"    quotas:\n      metadata: {named}\n"
    assert found(f"{settings}}}\n{quotas}") == []
    wrong = found(f"{settings}, minimum_password_length: 5}}\n{quotas}")
    assert [entry[0] for entry in wrong] == ["RS401"]  # type: ignore[attr-defined]


def test_instances_that_wait_for_each_other_in_one_stack_are_named_in_a_ring(found: Callable[[str], object]) -> None:
    named = "metadata: {component: account-quotas}\n      vars: {account_settings_component_name: null"
    ring = f"    one:\n      {named}, region: !output two id}}\n    two:\n      {named}, region: !output one id}}\n"
    itself = "    account-settings:\n      vars: {account_alias: !output account-settings account_alias}\n"
    wait = "instances of 'core-audit' wait for each other"
    advice = "Write one of the values out instead of taking it from another instance"
    assert found(ring) == [("RS403", 6, 53, f"account-quotas 'one': {wait}: one → two → one. {advice}")]
    name = "account-settings"
    assert found(itself) == [("RS403", 5, 14, f"{name} '{name}': {wait}: {name} → {name}. {advice}")]


def test_stacks_that_wait_for_each_other_are_named_in_a_ring(written: Callable[[Mapping[str, str]], Tree]) -> None:
    waiting = (
        "vars: {{namespace: acme, tenant: {own}, environment: gbl, stage: dev}}\ncomponents:\n  pulumi:\n"
        "    account-settings:\n      vars: {{account_alias: !output account-settings {other}-gbl-dev account_alias}}\n"
    )
    tree = written(
        {
            "orgs/app.yaml": waiting.format(own="app", other="data"),
            "orgs/data.yaml": waiting.format(own="data", other="web"),
            "orgs/web.yaml": waiting.format(own="web", other="app"),
        }
    )
    ((place, message),) = [
        (f"{Path(one.position.file).name}:{one.position.line}", one.message)
        for one in findings(tree)
        if one.rule == "RS405"
    ]
    around, _, remedy = message.removeprefix("Pulumi stacks wait for each other: ").partition(". ")
    ring = around.split(" → ")
    assert ring[0] == ring[-1]
    assert {*ring} == {"app-dev", "data-dev", "web-dev"}
    # Each waits for the next one.
    waits_for = {"app-dev": "data-dev", "data-dev": "web-dev", "web-dev": "app-dev"}
    assert all(waits_for[one] == after for one, after in pairwise(ring))
    assert remedy == "Give the instance that is needed first a stack of its own with `settings.slice`"
    assert place == f"{ring[0].partition('-')[0]}.yaml:4"


def test_a_kind_of_the_management_account_is_refused_elsewhere(
    written: Callable[[Mapping[str, str]], Tree],
) -> None:
    root = "vars: {tenant: core, environment: gbl, stage: root}\ncomponents: {pulumi: {account-map: {}}}\n"
    tree = written({"orgs/root.yaml": root, "orgs/audit.yaml": HEAD + "    account-map: {}\n"})
    assert [
        (finding.rule, Path(finding.position.file).name) for finding in findings(tree) if finding.rule == "RS406"
    ] == [("RS406", "audit.yaml")]


GLOBAL = "vars: {tenant: core, environment: gbl, stage: audit, s3_block_public_acls: true, whatever: 1}\n"


def test_a_global_variable_goes_to_the_kinds_that_know_it(written: Callable[[Mapping[str, str]], Tree]) -> None:
    body = "components:\n  pulumi:\n    account-settings: {}\n    account-map: {}\n"
    found = [
        (one.rule, one.position.line, one.message) for one in findings(written({"orgs/audit.yaml": GLOBAL + body}))
    ]
    unknown = [message for rule, line, message in found if rule == "RS401"]
    assert len(unknown) == 2
    assert all("`whatever`" in message for message in unknown)


CLOUD_POSSE = """\
vars: {namespace: acme, tenant: core, environment: gbl, stage: audit, account_number: "111111111111"}
components:
  terraform:
    vpc: {vars: {cidr_block: 10.0.0.0/16}}
    account-settings: {vars: {account_alias: acme-audit, minimum_password_length: 20, slack_enabled: false}}
"""


def test_a_tree_of_another_tool_deploys_the_kinds_that_are_known(
    written: Callable[[Mapping[str, str]], Tree],
) -> None:
    settings = "stacks: {included_paths: ['orgs/**/*'], name_pattern: '{tenant}-{environment}-{stage}'}\n"
    types = "pulumi: {component_types: [pulumi, terraform]}\n"
    tree = written({"orgs/audit.yaml": CLOUD_POSSE, "rootstock.yaml": settings + types})
    found = findings(tree)
    assert {one.severity for one in found} <= {"warning"}
    assert [one.rule for one in found if "slack_enabled" in one.message] == ["RS408"]
    (plan,) = stack_plans(tree).values()
    assert [(str(plan.name), instance.name) for instance in plan.instances] == [("core-audit", "account-settings")]


def test_the_map_may_not_share_a_stack_with_the_organization(
    written: Callable[[Mapping[str, str]], Tree], tmp_path: Path
) -> None:
    head = HEAD.replace("audit", "root")
    organization = (
        "    account:\n      vars:\n        account_email_format: aws+%s@acme.example\n"
        "        organization_config: {root_account: {name: core-root, tenant: core, stage: root}}\n"
    )
    tree = written({"orgs/root.yaml": f"{head}{organization}    account-map: {{}}\n"})
    [finding] = [one for one in findings(tree) if one.rule == "RS414"]
    assert finding.message.startswith("account-map 'account-map': shares the Pulumi stack 'core-root' with 'account'")
    apart = written({"orgs/root.yaml": f"{head}{organization}    account-map: {{settings: {{slice: map}}}}\n"})
    assert [one for one in findings(apart) if one.rule == "RS414"] == []
