"""RS325: an action whose definition is of another type, or that stops instances in a region that AWS has not."""

from __future__ import annotations

from collections.abc import Iterator

from blocks.budget.notification import Definition
from blocks.budget.subject import Subject
from model.finding import Problem, suggestion
from model.regions import aws_regions

RULE = "RS325"
_FIELDS = {
    "APPLY_IAM_POLICY": "iam_action_definition",
    "APPLY_SCP_POLICY": "scp_action_definition",
    "RUN_SSM_DOCUMENTS": "ssm_action_definition",
}


def actions(subject: Subject) -> Iterator[Problem]:
    """A problem for each action that does not define exactly what its type does, and for each region that is none."""
    for name, budget in subject.budgets.items():
        for key, action in budget.actions.items():
            wanted = _FIELDS[action.action_type]
            given = [field for field in Definition.model_fields if getattr(action.definition, field) is not None]
            if given != [wanted]:
                found = ", ".join(given) or "nothing"
                text = f"action '{key}' of type {action.action_type} needs `{wanted}` and nothing else; it has {found}"
                yield subject.problem(RULE, name, text, "actions", key, "definition")
            stops = action.definition.ssm_action_definition
            if stops is not None and stops.region not in aws_regions():
                text = f"no region '{stops.region}'{suggestion(stops.region, aws_regions())}"
                at = ("actions", key, "definition", "ssm_action_definition", "region")
                yield subject.problem(RULE, name, text, *at)
