"""The project's stacks in the backend, by one question to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from operate.answer import answer
from operate.errors import OperateError
from operate.pulumi import Pulumi

_PATIENCE = 60.0


def listed_stacks(pulumi: Pulumi) -> dict[str, Mapping[str, Any]]:
    """What the backend tells of each stack by its name: ``lastUpdate``, ``updateInProgress``, ``resourceCount``.

    Raises OperateError where it does not answer.
    """
    said = answer(pulumi, pulumi.listing(), _PATIENCE)
    if not said.done:
        raise OperateError(f"the backend does not list its stacks: {said.why_at_last}")
    # Pulumi Cloud names stacks of other organizations ``organization/stack``.
    return {str(one["name"]).rpartition("/")[2]: one for one in json.loads(said.printed)}
