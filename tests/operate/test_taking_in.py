"""What a state holds once it has taken in what a broken run created."""

from __future__ import annotations

from typing import Any

import pytest

from operate.taking_in import held, taken_in

PROVIDER = "urn:pulumi:plat-dev::rootstock::pulumi:providers:aws::plat-dev"
BUDGET = "urn:pulumi:plat-dev::rootstock::aws:budgets/budget:Budget::total"
KEY = "urn:pulumi:plat-dev::rootstock::aws:kms/key:Key::state"


def resource(urn: str, **more: Any) -> dict[str, Any]:
    return {"urn": urn, "type": urn.split("::")[2], "provider": f"{PROVIDER}::some-id", "inputs": {"name": "x"}, **more}


def state(*resources: dict[str, Any], doing: str = "creating", urn: str = BUDGET) -> dict[str, Any]:
    provider = {"urn": PROVIDER, "type": "pulumi:providers:aws", "inputs": {"region": "eu-west-1"}}
    pending = [{"type": doing, "resource": resource(urn)}]
    return {"deployment": {"resources": [provider, *resources], "pending_operations": pending}}


def find(asked: Any, provider: Any) -> str | None:
    return f"{asked['inputs']['name']} in {provider['region']}" if "budget" in asked["type"] else None


def test_a_begun_resource_is_put_behind_everything_with_its_id_and_inputs() -> None:
    broken = state()
    assert taken_in(broken, [BUDGET], find) == {BUDGET: "x in eu-west-1"}
    assert broken["deployment"]["resources"][1:] == [resource(BUDGET, id="x in eu-west-1", outputs={"name": "x"})]
    assert broken["deployment"]["pending_operations"] == []


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(state(doing="updating"), id="only creations"),
        pytest.param(state(urn=KEY), id="nothing whose id cannot be known"),
        pytest.param(state(resource(BUDGET, id="x")), id="nothing that is there"),
    ],
)
def test_the_rest_stays_pending(broken: dict[str, Any]) -> None:
    before = repr(broken)
    assert taken_in(broken, [BUDGET, KEY], find) == {}
    assert repr(broken) == before


def test_the_old_resource_of_a_replacement_makes_way() -> None:
    broken = state(resource(BUDGET, id="old", pendingReplacement=True))
    assert taken_in(broken, [BUDGET], find) == {BUDGET: "x in eu-west-1"}
    assert [one.get("id") for one in broken["deployment"]["resources"]] == [None, "x in eu-west-1"]


def test_what_aws_did_not_have_is_not_held() -> None:
    assert held(state(resource(BUDGET)), {BUDGET: "a", KEY: "b"}) == {BUDGET: "a"}
