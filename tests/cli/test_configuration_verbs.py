"""Verbs that read the configuration and run nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.dispatch import main
from cli.terminal import Look, Paint

Printed = pytest.CaptureFixture[str]


def test_a_good_configuration(config: Path, capsys: Printed) -> None:
    assert main(["validate"]) == 0
    assert capsys.readouterr().out == "No findings: 2 config stacks, 4 instances, 3 Pulumi stacks.\n"


@pytest.fixture
def broken(config: Path) -> Path:
    """The configuration with a text where a boolean belongs."""
    manifest = config / "orgs/acme/plat/dev/global-region.yaml"
    manifest.write_text(manifest.read_text() + "        account_alias_enabled: 'yes'\n")
    return config


def test_findings_are_printed_and_counted(broken: Path, capsys: Printed) -> None:
    assert main(["validate"]) == 1
    finding, empty, closing = capsys.readouterr().out.splitlines()
    assert finding.startswith("config/orgs/acme/plat/dev/global-region.yaml:9:9: RS401 ")
    assert (empty, closing) == ("", "1 finding in 1 file")


def test_findings_as_data(broken: Path, capsys: Printed) -> None:
    assert main(["validate", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["file"], finding["line"]) == ("config/orgs/acme/plat/dev/global-region.yaml", 9)


def test_findings_for_github(broken: Path, capsys: Printed) -> None:
    assert main(["validate", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=config/orgs/acme/plat/dev/global-region.yaml,line=9,col=9,")


@pytest.mark.parametrize("command", [["graph"], ["deploy", "--all", "--yes"], ["sandbox", "up"]])
def test_nothing_runs_while_there_are_findings(broken: Path, capsys: Printed, command: list[str]) -> None:
    assert main(command) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[-1] == "1 finding in 1 file"


def test_the_order_of_stacks(config: Path, capsys: Printed) -> None:
    assert main(["graph"]) == 0
    assert capsys.readouterr().out == (
        "1.\n  core-root\n2.\n  core-root-map  after core-root\n3.\n  plat-dev       after core-root-map\n"
    )


def test_the_order_as_data(config: Path, capsys: Printed) -> None:
    assert main(["graph", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "after": {"core-root": [], "core-root-map": ["core-root"], "plat-dev": ["core-root-map"]},
        "waves": [["core-root"], ["core-root-map"], ["plat-dev"]],
    }


def test_the_order_as_a_picture(config: Path, capsys: Printed) -> None:
    assert main(["graph", "--format", "mermaid"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "graph LR",
        '  core_root["core-root"]',
        '  core_root["core-root"] --> core_root_map["core-root-map"]',
        '  core_root_map["core-root-map"] --> plat_dev["plat-dev"]',
    ]


def test_where_a_value_comes_from(config: Path, capsys: Printed) -> None:
    assert main(["explain", "plat-gbl-dev", "account-settings", "vars.tags.Team"]) == 0
    assert capsys.readouterr().out == (
        "vars.tags.Team = web\n"
        "  config/orgs/acme/plat/dev/global-region.yaml:8:11  instance\n"
        "  config/catalog/account-settings.yaml:6:16  instance, overridden: platform "
        "(config/orgs/acme/plat/dev/global-region.yaml imports config/catalog/account-settings.yaml)\n"
    )


def test_where_it_comes_from_as_data(config: Path, capsys: Printed) -> None:
    assert main(["explain", "plat-gbl-dev", "account-settings", "region", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "vars.region",
            "value": "eu-west-1",
            "layers": [
                {
                    "file": "config/orgs/acme/plat/dev/global-region.yaml",
                    "line": 2,
                    "column": 52,
                    "level": "global vars",
                    "value": "eu-west-1",
                    "won_because": (
                        "config/orgs/acme/plat/dev/global-region.yaml imports config/orgs/acme/_defaults.yaml"
                    ),
                },
                {
                    "file": "config/orgs/acme/_defaults.yaml",
                    "line": 3,
                    "column": 3,
                    "level": "global vars",
                    "value": "us-east-1",
                    "won_because": None,
                },
            ],
        }
    ]


def test_all_values_of_an_instance(config: Path, capsys: Printed) -> None:
    assert main(["explain", "plat-gbl-dev", "account-settings"]) == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert sorted(heads) == [
        "vars.account_alias_enabled = true",
        "vars.environment = gbl",
        "vars.namespace = acme",
        "vars.region = eu-west-1",
        'vars.regions = ["us-east-1"]',
        "vars.stage = dev",
        "vars.tags.Team = web",
        "vars.tenant = plat",
    ]


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (
            ["explain", "plat-gbl-dve", "account-settings"],
            "no config stack 'plat-gbl-dve' (did you mean 'plat-gbl-dev'?)",
        ),
        (
            ["explain", "plat-gbl-dev", "account"],
            "no component 'account' in config stack 'plat-gbl-dev' (did you mean 'account-settings'?)",
        ),
        (
            ["explain", "plat-gbl-dev", "account-settings", "tags.Tem"],
            "'vars.tags' has no 'Tem' (did you mean 'Team'?)",
        ),
        (["explain", "plat-gbl-dev", "account-settings", "regions[3]"], "'vars.regions' has no '3' (valid: 0)"),
        (["explain", "plat-gbl-dev", "account-settings", "region.x"], "'vars.region' has no 'x'"),
        (["describe", "component", "x", "-s", "plat-gbl-dev"], "no component 'x' in config stack 'plat-gbl-dev'"),
        (["deploy", "plat-dve", "--preview"], "no stack 'plat-dve' in the configuration (did you mean 'plat-dev'?)"),
        (["deploy", "--component", "acount", "--preview"], "no instance 'acount' in the configuration"),
        (
            ["deploy", "plat-dev", "--component", "account", "--preview"],
            "'account' is not in plat-dev, but in core-root",
        ),
    ],
)
def test_what_does_not_exist(config: Path, capsys: Printed, command: list[str], complaint: str) -> None:
    assert main(command) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"rootstock: {complaint}")
    assert captured.out == ""


def test_one_instance_as_it_is(config: Path, capsys: Printed) -> None:
    assert main(["describe", "component", "account-settings", "-s", "plat-gbl-dev", "--format", "json"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert (described["atmos_stack"], described["component"]) == ("plat-gbl-dev", "account-settings")
    assert described["vars"]["tags"] == {"Team": "web"}


@pytest.mark.parametrize(
    "command",
    [
        ["stacks"],
        ["component", "account-settings", "-s", "plat-gbl-dev"],
        ["dependents", "account-settings", "-s", "plat-gbl-dev"],
    ],
)
def test_nothing_is_described_that_cannot_be_resolved(config: Path, capsys: Printed, command: list[str]) -> None:
    manifest = config / "orgs/acme/plat/dev/global-region.yaml"
    manifest.write_text(manifest.read_text().replace("import: [", "import: [catalog/nowhere, "))
    assert main(["describe", *command]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "RS111 import 'catalog/nowhere' not found" in captured.err


def test_all_stacks(config: Path, capsys: Printed) -> None:
    assert (
        main(["describe", "stacks", "--components", "account-settings", "--sections", "vars", "--format", "json"]) == 0
    )
    described = json.loads(capsys.readouterr().out)
    assert {stack: list(content["components"]["pulumi"]) for stack, content in described.items()} == {
        "core-gbl-root": ["account-settings"],
        "plat-gbl-dev": ["account-settings"],
    }


def test_values_side_by_side(config: Path, capsys: Printed) -> None:
    assert main(["list", "values", "account-settings", "--format", "json"]) == 0
    (team,) = [row for row in json.loads(capsys.readouterr().out) if row["key"] == "tags.Team"]
    assert team == {
        "key": "tags.Team",
        "differs": True,
        "values": {"core-gbl-root": "platform", "plat-gbl-dev": "web"},
    }


def test_a_component_that_no_stack_has_is_suggested(config: Path, capsys: Printed) -> None:
    assert main(["list", "values", "account-setings"]) == 2
    assert "did you mean 'account-settings'?" in capsys.readouterr().err


def test_a_part_of_a_component(config: Path, capsys: Printed) -> None:
    query = ["--query", "vars.tags", "--format", "json"]
    assert main(["describe", "component", "account-settings", "-s", "plat-gbl-dev", *query]) == 0
    assert json.loads(capsys.readouterr().out) == {"Team": "web"}


def test_a_query_that_is_none(config: Path, capsys: Printed) -> None:
    assert main(["describe", "stacks", "--query", "vars..x"]) == 2
    assert "not a JMESPath expression" in capsys.readouterr().err


def test_the_file_and_line_of_every_value(config: Path, capsys: Printed) -> None:
    assert main(["describe", "component", "account-settings", "-s", "plat-gbl-dev", "--provenance"]) == 0
    assert "Team: web  # ● [1] config/orgs/acme/plat/dev/global-region.yaml:8" in capsys.readouterr().out


def test_the_schema_knows_every_kind(capsys: Printed) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"account", "account-map", "account-settings"} <= set(schema["$defs"])


def test_findings_for_code_scanning(config: Path, capsys: Printed) -> None:
    (config / "orgs/acme/plat/dev/broken.yaml").write_text("import: [nowhere]\n")
    assert main(["validate", "--format", "sarif"]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (error,) = [result for result in run["results"] if result["level"] == "error"]
    place = error["locations"][0]["physicalLocation"]
    assert (error["ruleId"], place["region"]) == ("RS111", {"startLine": 1, "startColumn": 10})
    assert place["artifactLocation"]["uri"] == "config/orgs/acme/plat/dev/broken.yaml"


def test_what_stands_on_an_instance_is_derived_from_kinds(config: Path, capsys: Printed) -> None:
    assert main(["describe", "dependents", "account", "-s", "core-gbl-root", "--format", "json"]) == 0
    assert [(one["stack"], one["component"]) for one in json.loads(capsys.readouterr().out)] == [
        ("core-gbl-root", "account-map")
    ]
    assert main(["describe", "dependents", "account-map", "-s", "core-gbl-root", "--format", "json"]) == 0
    assert [(one["stack"], one["component"]) for one in json.loads(capsys.readouterr().out)] == [
        ("plat-gbl-dev", "account-settings")
    ]


def test_values_stand_below_each_other_where_the_terminal_ends(
    config: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.verbs.list.values.look", lambda _: Look(Paint(False), True, 30))
    assert main(["list", "values", "account-settings", "--differing"]) == 0
    above, _, below = capsys.readouterr().out.partition("\n\n")
    assert above.splitlines()[0].split() == ["KEY", "core-gbl-root"]
    assert below.splitlines()[0].split() == ["KEY", "plat-gbl-dev"]
    assert [line.split()[0] for line in above.splitlines()] == [line.split()[0] for line in below.splitlines()]
    assert ["*tags.Team", "web"] in [line.split() for line in below.splitlines()]
