"""Actions of budgets: what AWS does by itself when a budget is exceeded. Here none ever is, so they stand by."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from moto.budgets.exceptions import NotFoundException
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, BaseResponse
from moto.iam.models import iam_backends

from sandbox.aws.budget_subscribers import check_subscribers
from sandbox.aws.parsing import parameters

_DEFINITIONS = {
    "APPLY_IAM_POLICY": "IamActionDefinition",
    "APPLY_SCP_POLICY": "ScpActionDefinition",
    "RUN_SSM_DOCUMENTS": "SsmActionDefinition",
}
_CHANGEABLE = (
    "NotificationType",
    "ActionThreshold",
    "Definition",
    "ExecutionRoleArn",
    "ApprovalModel",
    "Subscribers",
)


class BudgetActions(BaseResponse):  # type: ignore[misc]
    """CreateBudgetAction and what belongs to it. ``backend`` holds the actions of each budget, and tags by ARN."""

    def create_budget_action(self) -> ActionResult:
        """CreateBudgetAction."""
        given = parameters(self)
        self.backend.budget(given["AccountId"], given["BudgetName"])
        action = {"ActionId": str(uuid4()), "BudgetName": given["BudgetName"], "ActionType": given["ActionType"]}
        action |= {part: given[part] for part in _CHANGEABLE} | {"Status": "STANDBY"}
        self._check(action)
        self._actions[action["ActionId"]] = action
        tags = {tag["Key"]: tag["Value"] for tag in given.get("ResourceTags") or []}
        self.backend.tags[self._action_arn(action["ActionId"])] = tags
        return self._named(action)

    def describe_budget_action(self) -> ActionResult:
        """DescribeBudgetAction."""
        action = self._action
        return ActionResult({**self._place(), "Action": action})

    def describe_budget_actions_for_budget(self) -> ActionResult:
        """DescribeBudgetActionsForBudget."""
        given = parameters(self)
        self.backend.budget(given["AccountId"], given["BudgetName"])
        return ActionResult({"Actions": list(self._actions.values())})

    def describe_budget_actions_for_account(self) -> ActionResult:
        """DescribeBudgetActionsForAccount."""
        account = parameters(self)["AccountId"]
        budgets = [actions for (owner, _), actions in self.backend.actions.items() if owner == account]
        return ActionResult({"Actions": [action for actions in budgets for action in actions.values()]})

    def update_budget_action(self) -> ActionResult:
        """UpdateBudgetAction: only what is given changes."""
        given, old = parameters(self), self._action
        new = {**old, **{part: given[part] for part in _CHANGEABLE if given.get(part) is not None}}
        self._check(new)
        self._actions[old["ActionId"]] = new
        return ActionResult({**self._place(), "OldAction": old, "NewAction": new})

    def delete_budget_action(self) -> ActionResult:
        """DeleteBudgetAction."""
        action = self._action
        del self._actions[action["ActionId"]]
        self.backend.tags.pop(self._action_arn(action["ActionId"]), None)
        return ActionResult({**self._place(), "Action": action})

    def _check(self, action: dict[str, Any]) -> None:
        wanted = _DEFINITIONS.get(action["ActionType"])
        if wanted is None or [name for name, value in action["Definition"].items() if value] != [wanted]:
            raise _invalid(f"The definition of the action does not match its type {action['ActionType']}.")
        check_subscribers(action["Subscribers"])
        role = action["ExecutionRoleArn"]
        roles = iam_backends[self.current_account][self.partition].roles.values()
        if role not in {known.arn for known in roles}:
            # So does AWS for a role that was made a moment ago.
            raise JsonRESTError(
                "AccessDeniedException", f"Budgets permission required to assume [ExecutionRole: {role}]"
            )

    def _place(self) -> dict[str, str]:
        given = parameters(self)
        return {"AccountId": given["AccountId"], "BudgetName": given["BudgetName"]}

    def _named(self, action: dict[str, Any]) -> ActionResult:
        return ActionResult({**self._place(), "ActionId": action["ActionId"]})

    def _action_arn(self, action_id: str) -> str:
        place = self._place()
        return f"arn:{self.partition}:budgets::{place['AccountId']}:budget/{place['BudgetName']}/action/{action_id}"

    @property
    def _actions(self) -> dict[str, dict[str, Any]]:
        given = parameters(self)
        held: dict[str, dict[str, Any]] = self.backend.actions.setdefault((given["AccountId"], given["BudgetName"]), {})
        return held

    @property
    def _action(self) -> dict[str, Any]:
        action_id = parameters(self)["ActionId"]
        if action_id not in self._actions:
            raise NotFoundException(f"Unable to find action: {action_id} - the action doesn't exist.")
        return self._actions[action_id]


def _invalid(message: str) -> JsonRESTError:
    return JsonRESTError("InvalidParameterException", message)
