"""Actions of budgets as resources."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from blocks.budget.notification import Definition
from blocks.budget.variables import Budget


def budget_actions(name: str, made: aws.budgets.Budget, budget: Budget, options: pulumi.ResourceOptions) -> None:
    """Registers the actions of one budget as ``<name>-<action>``."""
    for key, action in budget.actions.items():
        aws.budgets.BudgetAction(
            f"{name}-{key}",
            account_id=budget.account_id,
            budget_name=made.name,
            action_type=action.action_type,
            approval_model=action.approval_model,
            notification_type=action.notification_type,
            action_threshold=aws.budgets.BudgetActionActionThresholdArgs(
                action_threshold_type=action.threshold_type, action_threshold_value=action.threshold
            ),
            definition=_definition(action.definition),
            execution_role_arn=action.execution_role_arn,
            subscribers=[
                aws.budgets.BudgetActionSubscriberArgs(address=one.address, subscription_type=one.subscription_type)
                for one in action.subscribers
            ],
            tags={"Name": key, **budget.tags},
            opts=options,
        )


def _definition(definition: Definition) -> aws.budgets.BudgetActionDefinitionArgs:
    iam, scp, ssm = (
        definition.iam_action_definition,
        definition.scp_action_definition,
        definition.ssm_action_definition,
    )
    return aws.budgets.BudgetActionDefinitionArgs(
        iam_action_definition=aws.budgets.BudgetActionDefinitionIamActionDefinitionArgs(
            policy_arn=iam.policy_arn, groups=iam.groups or None, roles=iam.roles or None, users=iam.users or None
        )
        if iam
        else None,
        scp_action_definition=aws.budgets.BudgetActionDefinitionScpActionDefinitionArgs(
            policy_id=scp.policy_id, target_ids=scp.target_ids
        )
        if scp
        else None,
        ssm_action_definition=aws.budgets.BudgetActionDefinitionSsmActionDefinitionArgs(
            action_sub_type=ssm.action_sub_type, instance_ids=ssm.instance_ids, region=ssm.region
        )
        if ssm
        else None,
    )
