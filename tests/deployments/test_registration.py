"""What the project of deployment settings registers: the documented shapes, with ids and tokens filled in."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pulumi
import pytest

from deployments.accounts import account_ids
from deployments.registration import register
from layers import load
from operate.deployments.automatic import automatic
from operate.deployments.pulumi_cloud import pulumi_cloud_data
from operate.deployments.settings import deployments_of

CHECKOUT = Path(__file__).parents[2]
SECTION = "\ndeployments:\n  repository: acme/infrastructure\n  pulumi_cloud: {organization: acme}\n"
SECRET = "4dabf18193072939515e22adb298388d"
IDS = {"core-auto": "222222222222"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is generated for the example organization."""
    import shutil

    project = tmp_path_factory.mktemp("project")
    shutil.copytree(CHECKOUT / "config", project / "config")
    file = project / "config/rootstock.yaml"
    file.write_text(file.read_text() + SECTION)
    tree = load(project / "config")
    settings, _ = deployments_of(tree)
    assert settings
    assert settings.pulumi_cloud
    made = pulumi_cloud_data(tree, settings, settings.pulumi_cloud, automatic(tree, settings, CHECKOUT, project))
    written: dict[str, Any] = json.loads(json.dumps(made))
    return written


@pytest.fixture
def registered(recorder: Any, data: dict[str, Any]) -> Any:
    """The program, run."""
    recorder.outputs["pulumiservice:index:TeamAccessToken"] = lambda args: (args.name, {"value": f"token-{args.name}"})
    recorder.outputs["pulumi:pulumi:StackReference"] = lambda args: (
        args.name,
        {"name": args.inputs["name"], "outputs": {"account-map-gbl": {"full_account_map": IDS}}},
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        return recorder.run(lambda: register(data, account_ids(data)))


def _filled(value: Any, stack: str) -> Any:
    """The data with the ids and the token that only a run knows."""
    if isinstance(value, dict):
        return {key: _filled(one, stack) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, stack) for one in value]
    if value == "${token}":
        return f"token-{stack}"
    return value.replace("${core-auto}", IDS["core-auto"]) if isinstance(value, str) else value


def _plain(inputs: Any) -> Any:
    """Inputs with secrets opened and without keys that say nothing."""
    if isinstance(inputs, dict):
        if SECRET in inputs:
            return _plain(inputs["value"])
        return {key: _plain(one) for key, one in inputs.items() if one is not None}
    return [_plain(one) for one in inputs] if isinstance(inputs, list) else inputs


def test_the_settings_of_each_stack_equal_the_documented_shape(registered: Any, data: dict[str, Any]) -> None:
    found = registered.of_type("pulumiservice:index:DeploymentSettings")
    assert found.keys() == data["stacks"].keys()
    for name, stack in data["stacks"].items():
        assert _plain(dict(found[name].inputs)) == _filled(stack["deploymentSettings"], name), name


def test_schedules_never_repair(registered: Any, data: dict[str, Any]) -> None:
    found = registered.of_type("pulumiservice:index:DriftSchedule")
    assert {name: dict(one.inputs) for name, one in found.items()} == {
        name: stack["driftSchedule"] for name, stack in data["stacks"].items()
    }
    assert {one.inputs["autoRemediate"] for one in found.values()} == {False}
    assert registered.of_type("pulumiservice:index:TtlSchedule") == {}


def test_webhooks_run_the_dependents(registered: Any, data: dict[str, Any]) -> None:
    found = registered.of_type("pulumiservice:index:Webhook")
    wanted = {
        f"{name}-{webhook['displayName']}": webhook
        for name, stack in data["stacks"].items()
        for webhook in stack["webhooks"]
    }
    assert {name: dict(one.inputs) for name, one in found.items()} == wanted
    assert wanted


def test_a_team_may_change_its_stack_and_read_what_that_refers_to(registered: Any, data: dict[str, Any]) -> None:
    found = registered.of_type("pulumiservice:index:TeamStackPermission").values()
    granted = {(one.inputs["team"], one.inputs["stack"], int(one.inputs["permission"])) for one in found}
    levels = {"read": 101, "edit": 102}
    assert granted == {
        (stack["team"]["name"], name, levels[level])
        for stack in data["stacks"].values()
        if "team" in stack
        for name, level in stack["team"]["permissions"].items()
    }
    assert ("rootstock-plat-dev", "core-root-map", 101) in granted
    assert not any(stack == "core-root" for team, stack, _ in granted if team == "rootstock-plat-dev")


def test_tokens_are_secrets(registered: Any) -> None:
    context = registered.of_type("pulumiservice:index:DeploymentSettings")["plat-dev"].inputs["operationContext"]
    assert context[SECRET] == "1b47061264138c4ac30d75fd1eb44270"  # what the engine knows a secret by
    assert context["value"]["environmentVariables"] == {"PULUMI_ACCESS_TOKEN": "token-plat-dev"}


def test_an_account_that_is_not_in_the_map_yet_stops_the_run(recorder: Any, data: dict[str, Any]) -> None:
    known = data | {"accounts": {"ids": {"plat-dev": "333333333333"}}}
    with pytest.raises(Exception, match="the account map has no account 'core-auto' yet"):
        recorder.run(lambda: register(known, account_ids(known)))


def test_a_map_that_was_never_exported_names_the_stack_to_run(recorder: Any, data: dict[str, Any]) -> None:
    recorder.outputs["pulumi:pulumi:StackReference"] = lambda args: (args.name, {"name": "n", "outputs": {}})

    async def ids() -> Any:
        return await account_ids(data).future()

    with pytest.raises(pulumi.RunError, match="run `pulumi up --stack core-root-map` first"):
        recorder.run(ids)
