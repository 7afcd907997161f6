"""`account env` and `policy`: what they print, and what they answer to a wrong name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.dispatch import main
from tests.cli.conftest import config as config

Printed = pytest.CaptureFixture[str]
ROOT = "orgs/acme/core/root/global-region.yaml"
MAP = "      vars: {root_account_account_name: core-root}\n"
STATIC = """\
      vars:
        root_account_account_name: core-root
        account_map_enabled: false
        account_map:
          full_account_map: {core-root: "111111111111", plat-dev: "222222222222"}
"""


@pytest.fixture
def static(config: Path) -> Path:
    """The configuration with account ids in YAML: nothing is asked of Pulumi or AWS."""
    manifest = config / ROOT
    text = manifest.read_text()
    assert MAP in text
    manifest.write_text(text.replace(MAP, STATIC))
    return config


def test_an_account_as_a_profile(static: Path, capsys: Printed) -> None:
    assert main(["account", "env", "plat-dev"]) == 0
    assert capsys.readouterr().out == (
        "# plat-dev: account 222222222222\n"
        "# role: arn:aws:iam::222222222222:role/OrganizationAccountAccessRole\n"
        "[profile acme-plat-gbl-dev-OrganizationAccountAccessRole]\n"
        "region = eu-west-1\n"
        "role_arn = arn:aws:iam::222222222222:role/OrganizationAccountAccessRole\n"
        "source_profile = default\n"
    )


def test_an_account_as_data_with_another_role(static: Path, capsys: Printed) -> None:
    assert main(["account", "env", "plat-dev", "--role", "admin", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["id"], found["role_arn"], found["profile"]) == (
        "222222222222",
        "arn:aws:iam::222222222222:role/acme-plat-gbl-dev-admin",
        "plat-dev-admin",
    )


def test_the_management_account_is_used_with_its_own_credentials(static: Path, capsys: Printed) -> None:
    assert main(["account", "env", "core-root"]) == 0
    assert "role_arn" not in capsys.readouterr().out


def test_an_unknown_account_is_suggested(static: Path, capsys: Printed) -> None:
    assert main(["account", "env", "plat-dve"]) == 2
    assert "no account 'plat-dve' (did you mean 'plat-dev'?)" in capsys.readouterr().err


@pytest.fixture
def policies(config: Path) -> Path:
    """The configuration with one policy in use and one that a catalog offers."""
    (config / "catalog/policies.yaml").write_text(
        "- {sid: DenyLeaving, description: No leaving, actions: ['organizations:LeaveOrganization']}\n"
        "- {sid: DenyTrail, description: No stopping, actions: ['cloudtrail:StopLogging']}\n"
    )
    manifest = config / ROOT
    text = manifest.read_text()
    manifest.write_text(
        text.replace(
            "          organizational_units:",
            "          organization: {service_control_policies: [DenyLeaving]}\n          organizational_units:",
        ).replace(
            "        organization_config:",
            "        service_control_policies_config_paths: [catalog/policies.yaml]\n        organization_config:",
        )
    )
    return config


def test_limits_as_a_table_and_as_data(policies: Path, capsys: Printed) -> None:
    assert main(["policy", "limits"]) == 0
    heads, *rows = capsys.readouterr().out.splitlines()
    assert heads.split() == ["TARGET", "WHAT", "USED", "LIMIT", "LEFT"]
    assert ["root", "SERVICE_CONTROL_POLICY", "2", "10", "8"] in [row.split() for row in rows]
    assert main(["policy", "limits", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["targets"]["root"]["attachments"] == [
        {"what": "SERVICE_CONTROL_POLICY", "used": 2, "limit": 10, "left": 8}
    ]
    assert set(found["policies"]) == {"DenyLeaving"}


def test_an_exceeded_limit_is_a_problem(policies: Path, capsys: Printed) -> None:
    manifest = policies / ROOT
    text = manifest.read_text()
    manifest.write_text(
        text.replace("        organization_config:", "        limits: {accounts: 1}\n        organization_config:")
    )
    assert main(["policy", "limits"]) == 1
    assert "-1" in capsys.readouterr().out


def test_policies_in_use_come_before_those_on_offer(policies: Path, capsys: Printed) -> None:
    assert main(["policy", "list", "--format", "json"]) == 0
    assert [(one["policy"], one["targets"]) for one in json.loads(capsys.readouterr().out)] == [
        ("DenyLeaving", "root"),
        ("DenyTrail", "-"),
    ]


def test_one_policy_as_aws_gets_it(policies: Path, capsys: Printed) -> None:
    assert main(["policy", "show", "DenyLeaving", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["defined"], found["targets"]) == ("config/catalog/policies.yaml:1:4", ["root"])
    assert found["document"]["Statement"][0]["Action"] == "organizations:LeaveOrganization"
    assert main(["policy", "show", "DenyTrail"]) == 0
    assert "none, so there is no such policy in AWS" in capsys.readouterr().out
    assert main(["policy", "show", "DenyLeavin"]) == 2
    assert "did you mean 'DenyLeaving'?" in capsys.readouterr().err


def test_a_denied_call_is_a_problem_and_says_what_denies_it(policies: Path, capsys: Printed) -> None:
    asked = ["policy", "evaluate", "--account", "plat-dev", "--action", "organizations:LeaveOrganization"]
    assert main(asked) == 1
    first, defined, *_ = capsys.readouterr().out.splitlines()
    assert first.endswith("denied by statement 'DenyLeaving' of policy 'DenyLeaving' on the organization")
    assert defined == "defined: config/catalog/policies.yaml:1:4"
    assert main([*asked, "--principal", "OrganizationAccountAccessRole", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["allowed"], found["denied_by"]) == (True, None)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--account", "plat-dve", "--action", "s3:GetObject"], "did you mean 'plat-dev'?"),
        (["--account", "plat-dev", "--action", "s3:*"], "'s3:*' is no action"),
        (["--account", "plat-dev", "--action", "s3:GetObject", "--key", "region"], "'region' is no condition key"),
    ],
)
def test_questions_that_are_none(policies: Path, capsys: Printed, options: list[str], says: str) -> None:
    assert main(["policy", "evaluate", *options]) == 2
    assert says in capsys.readouterr().err


def test_expectations_of_the_tree(policies: Path, capsys: Printed) -> None:
    assert main(["policy", "test"]) == 2
    assert "there is no file 'config/policy-tests.yaml'" in capsys.readouterr().err
    (policies / "policy-tests.yaml").write_text(
        "requests:\n- {name: a, account: '*', action: 'organizations:LeaveOrganization', expect: denied}\n"
        "- {name: b, account: plat-dev, action: 'cloudtrail:StopLogging', expect: denied}\n"
    )
    assert main(["policy", "test"]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("config/policy-tests.yaml:3:3: RS250 b: cloudtrail:StopLogging by 'somebody'")
    assert "1 not as expected" in printed.err
    (policies / "policy-tests.yaml").write_text(
        "requests:\n- {name: a, account: '*', action: 'organizations:LeaveOrganization', expect: denied}\n"
    )
    assert main(["policy", "test", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_documents_packed(policies: Path, capsys: Printed) -> None:
    assert main(["policy", "pack"]) == 0
    heads, row = capsys.readouterr().out.splitlines()
    assert (heads.split()[0], row.split()[:3]) == ("TARGET", ["root", "SERVICE_CONTROL_POLICY", "1"])
    assert main(["policy", "pack", "root"]) == 0
    printed = capsys.readouterr().out
    assert len(printed.rstrip("\n")) == int(row.split()[3])
    assert json.loads(printed)["Statement"][0]["Sid"] == "DenyLeaving"
    assert main(["policy", "pack", "ou/plta"]) == 2
