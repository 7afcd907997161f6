"""The policy catalog of the example organization: what each entry stops, what it lets through, and whom it spares."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from org.policy.catalog import read_catalog
from org.policy.document import document, exempted, role_pattern
from org.policy.evaluate import FULL_ACCESS, Request, evaluate
from tests.policy_linter import lint

ROOT = Path(__file__).parents[2] / "config"
ROLE = "arn:aws:iam::222222222222:role/developers"
OWN_ROLE = "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"
TABLE = yaml.safe_load((Path(__file__).parent / "policy_requests.yaml").read_text())
CATALOG = read_catalog(["catalog/policies/*.yaml"], ROOT)


def statements(sid):
    entry = CATALOG.entries[sid].entry
    plain = entry.as_iam({name: TABLE["parameters"][name] for name in entry.parameters if name in TABLE["parameters"]})
    return [exempted(one, [role_pattern("OrganizationAccountAccessRole")] if entry.exempt else []) for one in plain]


def allowed(sid, request, by=None):
    keys = {"aws:PrincipalArn": by or request.get("by", ROLE), **request.get("keys", {})}
    return evaluate(
        [[FULL_ACCESS, *statements(sid)]], Request(request["action"], request.get("resource", "*"), keys)
    ).allowed


def test_the_catalog_reads_without_problems():
    assert CATALOG.problems == []


def test_every_entry_has_a_description_and_its_two_requests():
    assert [sid for sid, placed in CATALOG.entries.items() if not placed.entry.description] == []
    assert set(CATALOG.entries) == set(TABLE["requests"])
    assert len(CATALOG.entries) == 42


@pytest.mark.parametrize("sid", TABLE["requests"])
def test_stops_one_request_and_lets_another_through(sid):
    requests = TABLE["requests"][sid]

    assert not allowed(sid, requests["stops"])
    assert allowed(sid, requests["passes"])


@pytest.mark.parametrize("sid", TABLE["requests"])
def test_never_binds_our_own_role(sid):
    assert allowed(sid, TABLE["requests"][sid]["stops"], by=OWN_ROLE)


def test_every_entry_fits_one_policy():
    sizes = {sid: len(document(statements(sid))) for sid in CATALOG.entries}

    assert {sid: size for sid, size in sizes.items() if size > 5120} == {}


def test_a_linter_for_iam_policies_finds_nothing():
    resources = {
        sid: {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": {"Version": "2012-10-17", "Statement": [_lintable(one) for one in found]}},
        }
        for sid, found in ((sid, statements(sid)) for sid in CATALOG.entries)
    }

    assert lint(resources) == []


def _lintable(statement):
    """The statement with its `NotAction` as `Action`: the linter checks names of actions only there."""
    return {"Action" if key == "NotAction" else key: value for key, value in statement.items()}
