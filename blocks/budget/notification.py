"""Notifications and actions of budgets, as YAML writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from blocks.identifiers import Email
from model.variables import Strict

Arn = Annotated[str, StringConstraints(pattern=r"^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws)?:.+$")]
NotificationType = Literal["ACTUAL", "FORECASTED"]
ThresholdType = Literal["PERCENTAGE", "ABSOLUTE_VALUE"]


class Notification(Strict):
    """Who hears of it when spending passes a threshold."""

    comparison_operator: Literal["GREATER_THAN", "LESS_THAN", "EQUAL_TO"] = Field(
        "GREATER_THAN", description="How spending compares with the threshold."
    )
    threshold: float = Field(gt=0, le=40_000_000_000, description="Percent of the limit, or units of it.")
    threshold_type: ThresholdType = Field("PERCENTAGE", description="Unit of the threshold.")
    notification_type: NotificationType = Field("ACTUAL", description="Whether spent or forecast costs count.")
    subscriber_email_addresses: list[Email] = Field(
        default_factory=list, max_length=10, description="E-mail addresses, at most ten."
    )
    subscriber_sns_topic_arns: list[Arn] = Field(
        default_factory=list, max_length=1, description="SNS topic of your own, at most one; else the budgets' topic."
    )

    @property
    def identity(self) -> tuple[str, str, float, str]:
        """What makes it one notification to AWS."""
        return self.notification_type, self.comparison_operator, self.threshold, self.threshold_type


class IamAction(Strict):
    """An IAM policy that is attached when the budget is exceeded."""

    policy_arn: Arn = Field(description="Policy.")
    groups: list[str] = Field(default_factory=list, max_length=100, description="Groups that it is attached to.")
    roles: list[str] = Field(default_factory=list, max_length=100, description="Roles that it is attached to.")
    users: list[str] = Field(default_factory=list, max_length=100, description="Users that it is attached to.")


class ScpAction(Strict):
    """A service control policy that is attached when the budget is exceeded; in the management account only."""

    policy_id: str = Field(pattern=r"^p-[0-9a-zA-Z_]{8,128}$", description="Policy.")
    target_ids: list[str] = Field(min_length=1, max_length=100, description="Root, units or accounts.")


class SsmAction(Strict):
    """Instances that are stopped when the budget is exceeded."""

    action_sub_type: Literal["STOP_EC2_INSTANCES", "STOP_RDS_INSTANCES"] = Field(description="What is stopped.")
    instance_ids: list[str] = Field(min_length=1, max_length=100, description="Instances.")
    region: str = Field(description="Region of the instances.")


class Definition(Strict):
    """What an action does: exactly one of three."""

    iam_action_definition: IamAction | None = Field(None, description="Attaches an IAM policy.")
    scp_action_definition: ScpAction | None = Field(None, description="Attaches a service control policy.")
    ssm_action_definition: SsmAction | None = Field(None, description="Stops instances.")


class Subscriber(Strict):
    """Who hears of an action."""

    address: str = Field(min_length=1, description="E-mail address or ARN of an SNS topic.")
    subscription_type: Literal["EMAIL", "SNS"] = Field("EMAIL", description="What the address is.")


class Action(Strict):
    """What is done when spending passes a threshold."""

    action_type: Literal["APPLY_IAM_POLICY", "APPLY_SCP_POLICY", "RUN_SSM_DOCUMENTS"] = Field(
        description="What is done; a change replaces the action."
    )
    approval_model: Literal["AUTOMATIC", "MANUAL"] = Field("MANUAL", description="Whether somebody approves it first.")
    notification_type: NotificationType = Field("ACTUAL", description="Whether spent or forecast costs count.")
    threshold: float = Field(gt=0, le=40_000_000_000, description="Percent of the limit, or units of it.")
    threshold_type: ThresholdType = Field("PERCENTAGE", description="Unit of the threshold.")
    execution_role_arn: Arn = Field(description="Role that AWS Budgets assumes to act.")
    definition: Definition = Field(description="What exactly is done.")
    subscribers: list[Subscriber] = Field(min_length=1, max_length=11, description="Who hears of it (1–11).")
