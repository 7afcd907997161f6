"""Budgets, as YAML writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from blocks.budget.expression import Expression
from blocks.budget.notification import Action, Arn, Notification
from blocks.identifiers import KeyReference
from model.list_or_map import ListOrMap
from model.variables import AccountId, Strict


def _by_name(written: Any) -> Any:
    """The map by name that Cloud Posse's list of things with a ``name`` means; a map stays as it is."""
    if not isinstance(written, list):
        return written
    found: dict[str, Any] = {}
    for item in written:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise ValueError(
                "each item of a list of budgets needs a `name`; better write a map by name, as in `monthly: {…}`"
            )
        if item["name"] in found:
            raise ValueError(f"two budgets have the name '{item['name']}'")
        found[item["name"]] = {key: value for key, value in item.items() if key != "name"}
    return found


def _amount(written: Any) -> Any:
    """Amounts may be written as numbers; AWS takes decimal texts."""
    return f"{written:.10g}" if isinstance(written, int | float) and not isinstance(written, bool) else written


_AMOUNT = r"^\d+(\.\d+)?$"
Amount = Annotated[
    str,
    BeforeValidator(_amount),
    StringConstraints(pattern=_AMOUNT),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _AMOUNT}]}),
]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}_\d{2}:\d{2}$")]


class CostTypes(Strict):
    """Which kinds of costs count; not together with `filter_expression`."""

    include_credit: bool = Field(True, description="Credits.")
    include_discount: bool = Field(True, description="Discounts.")
    include_other_subscription: bool = Field(True, description="Subscriptions other than upfront ones.")
    include_recurring: bool = Field(True, description="Recurring fees.")
    include_refund: bool = Field(True, description="Refunds.")
    include_subscription: bool = Field(True, description="Subscriptions.")
    include_support: bool = Field(True, description="Support.")
    include_tax: bool = Field(True, description="Taxes.")
    include_upfront: bool = Field(True, description="Upfront fees.")
    use_amortized: bool = Field(False, description="Amortized costs.")
    use_blended: bool = Field(False, description="Blended costs.")


class HistoricalOptions(Strict):
    """The past that a limit follows."""

    budget_adjustment_period: int = Field(ge=1, le=60, description="How many past periods count (1–60).")


class AutoAdjust(Strict):
    """A limit that AWS sets by itself."""

    auto_adjust_type: Literal["FORECAST", "HISTORICAL"] = Field(description="What the limit follows.")
    historical_options: HistoricalOptions | None = Field(None, description="The past, for `HISTORICAL`.")


class Budget(Strict):
    """One budget. Exactly one of `limit_amount`, `planned_limits` and `auto_adjust_data` says its limit."""

    budget_type: Literal[
        "COST", "USAGE", "RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION", "SAVINGS_PLANS_COVERAGE"
    ] = Field("COST", description="What is counted.")
    limit_amount: Amount | None = Field(None, description="Limit in units of `limit_unit`.")
    limit_unit: str = Field("USD", min_length=1, description="Currency, or unit of usage, or `PERCENTAGE`.")
    planned_limits: dict[Moment, Amount] = Field(
        default_factory=dict,
        description="Limit by first moment of its period, as in `2026-01-01_00:00`: twelve months or four quarters.",
    )
    auto_adjust_data: AutoAdjust | None = Field(None, description="A limit that follows forecast or past.")
    time_unit: Literal["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY"] = Field("MONTHLY", description="Period.")
    time_period_start: Moment | None = Field(None, description="First moment, UTC; null for the current period.")
    time_period_end: Moment | None = Field(None, description="Last moment, UTC; null for never.")
    account_id: AccountId | None = Field(None, description="Account that holds the budget; null for the stack's own.")
    billing_view_arn: Arn | None = Field(None, description="Billing view whose costs count.")
    cost_types: CostTypes | None = Field(None, description="Which kinds of costs count; null for AWS's choice.")
    cost_filter: dict[str, list[str]] = Field(
        default_factory=dict, description="Values by filter, as in `Service: [Amazon Simple Storage Service]`."
    )
    filter_expression: Expression | None = Field(None, description="Which costs count; needs `metrics`.")
    metrics: (
        Literal[
            "UnblendedCost",
            "BlendedCost",
            "AmortizedCost",
            "NetUnblendedCost",
            "NetAmortizedCost",
            "UsageQuantity",
            "NormalizedUsageAmount",
            "Hours",
        ]
        | None
    ) = Field(None, description="How costs are counted, with `filter_expression`.")
    notification: list[Notification] = Field(default_factory=list, max_length=10, description="Who hears of it.")
    actions: dict[str, Action] = Field(default_factory=dict, description="What is done about it, by name.")
    tags: dict[str, str] = Field(default_factory=dict, description="Further tags of the budget.")

    @property
    def limits(self) -> tuple[str, ...]:
        """The fields that say the limit: one, in a budget that AWS takes."""
        given = {
            "limit_amount": self.limit_amount is not None,
            "planned_limits": bool(self.planned_limits),
            "auto_adjust_data": self.auto_adjust_data is not None,
        }
        return tuple(name for name, here in given.items() if here)


Budgets = Annotated[dict[str, Budget | None], BeforeValidator(_by_name), ListOrMap()]
"""Budgets by name; ``null`` drops an inherited one. Cloud Posse's list is read as well."""


class TopicSettings(Strict):
    """The SNS topic that hears of every budget, and its key."""

    encryption_enabled: bool = Field(True, description="Whether the topic has a KMS key of its own.")
    kms_master_key_id: KeyReference | None = Field(
        None, description="KMS key to use instead: id, alias or ARN; it must let budgets.amazonaws.com use it."
    )
    kms_key_deletion_window_in_days: int = Field(7, ge=7, le=30, description="Days before a deleted key is gone.")
    kms_enable_key_rotation: bool = Field(True, description="Whether the key is rotated every year.")
