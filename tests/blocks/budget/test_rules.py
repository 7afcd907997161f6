"""Budgets that AWS would refuse."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from blocks.budget.rules import budget_problems
from blocks.budget.variables import Budgets
from model.finding import Problem

MONTHS = {f"2026-{month:02d}-01_00:00": 100 for month in range(1, 13)}
SERVICE = {"dimensions": {"key": "SERVICE", "values": ["Amazon S3"]}}
TAG = {"tags": {"key": "Team", "values": ["web"]}}
MAIL = {"threshold": 80, "subscriber_email_addresses": ["a@acme.example"]}
STOP = {
    "action_type": "RUN_SSM_DOCUMENTS",
    "threshold": 100,
    "execution_role_arn": "arn:aws:iam::222222222222:role/budgets",
    "definition": {
        "ssm_action_definition": {
            "action_sub_type": "STOP_EC2_INSTANCES",
            "instance_ids": ["i-0123456789abcdef0"],
            "region": "us-east-1",
        }
    },
    "subscribers": [{"address": "a@acme.example"}],
}
FIXED = {"limit_amount": 100}

GOOD: list[dict[str, Any]] = [
    FIXED,
    {"planned_limits": MONTHS},
    {"auto_adjust_data": {"auto_adjust_type": "FORECAST"}},
    {"auto_adjust_data": {"auto_adjust_type": "HISTORICAL", "historical_options": {"budget_adjustment_period": 3}}},
    {**FIXED, "notification": [MAIL, {**MAIL, "threshold": 100}]},
    {**FIXED, "filter_expression": {"all_of": [SERVICE, {"none_of": TAG}]}, "metrics": "UnblendedCost"},
    {**FIXED, "cost_filter": {"Service": ["Amazon Simple Storage Service"]}},
    {**FIXED, "actions": {"stop": STOP}},
]

BAD: list[tuple[str, dict[str, Any], tuple[str | int, ...], str]] = [
    ("RS321", {}, (), "has no limit: give one of"),
    ("RS321", {**FIXED, "planned_limits": MONTHS}, ("planned_limits",), "`limit_amount` and `planned_limits`"),
    ("RS321", {"planned_limits": MONTHS, "time_unit": "DAILY"}, ("planned_limits",), "MONTHLY"),
    ("RS321", {"planned_limits": {"2026-01-01_00:00": 5}}, ("planned_limits",), "has 1 planned limits; AWS wants 12"),
    ("RS321", {"auto_adjust_data": {"auto_adjust_type": "HISTORICAL"}}, ("auto_adjust_data",), "needs them"),
    ("RS322", {**FIXED, "time_period_start": "2026-02-30_00:00"}, ("time_period_start",), "is no moment"),
    (
        "RS322",
        {**FIXED, "time_period_start": "2026-03-01_00:00", "time_period_end": "2026-02-01_00:00"},
        ("time_period_end",),
        "ends before it begins",
    ),
    ("RS323", {**FIXED, "metrics": "UnblendedCost"}, ("metrics",), "need each other"),
    ("RS323", {**FIXED, "filter_expression": SERVICE}, ("filter_expression",), "need each other"),
    (
        "RS323",
        {**FIXED, "filter_expression": {**SERVICE, **TAG}, "metrics": "Hours"},
        ("filter_expression",),
        "exactly one of",
    ),
    (
        "RS323",
        {**FIXED, "filter_expression": SERVICE, "metrics": "Hours", "cost_filter": {"Service": ["x"]}},
        ("cost_filter",),
        "keep one of them",
    ),
    (
        "RS323",
        {**FIXED, "filter_expression": {"none_of": {"none_of": {"none_of": TAG}}}, "metrics": "Hours"},
        ("filter_expression",),
        "3 levels deep; AWS allows 2",
    ),
    ("RS324", {**FIXED, "notification": [{"threshold": 80}]}, ("notification", 0), "without subscriber"),
    ("RS324", {**FIXED, "notification": [MAIL, MAIL]}, ("notification", 1), "put their subscribers together"),
    (
        "RS325",
        {**FIXED, "actions": {"stop": {**STOP, "action_type": "APPLY_IAM_POLICY"}}},
        ("actions", "stop", "definition"),
        "needs `iam_action_definition` and nothing else; it has ssm_action_definition",
    ),
]


def problems(budgets: Any, has_topic: bool = False) -> list[Problem]:
    return list(budget_problems(TypeAdapter(Budgets).validate_python(budgets), "budgets", "acme-core-audit", has_topic))


@pytest.mark.parametrize("budget", GOOD)
def test_budgets_that_aws_takes_have_no_problem(budget: dict[str, Any]) -> None:
    assert problems({"total": budget}) == []


@pytest.mark.parametrize(("rule", "budget", "path", "words"), BAD)
def test_each_rule_names_the_field_and_the_remedy(
    rule: str, budget: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    (problem,) = problems({"total": budget})
    assert (problem.rule, problem.path) == (rule, ("vars", "budgets", "total", *path))
    assert words in problem.message


@pytest.mark.parametrize("name", ["a:b", "a\\b", "x" * 100])
def test_a_name_is_measured_with_its_labels(name: str) -> None:
    (problem,) = problems({name: FIXED})
    assert problem.rule == "RS320"


def test_the_topic_is_a_subscriber() -> None:
    assert problems({"total": {**FIXED, "notification": [{"threshold": 80}]}}, has_topic=True) == []


def test_cloud_posses_list_is_read_by_name() -> None:
    read = TypeAdapter(Budgets).validate_python
    assert read([{"name": "total", "limit_amount": "5.5"}]) == read({"total": {"limit_amount": 5.5}})
    with pytest.raises(ValidationError, match="two budgets have the name 'total'"):
        read([{"name": "total", **FIXED}, {"name": "total", **FIXED}])


def test_a_dropped_budget_has_no_problem() -> None:
    assert problems({"total": None}) == []
