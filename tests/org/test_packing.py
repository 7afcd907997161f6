"""Statements in as few documents as AWS's limit allows; none is lost, none is doubled."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from org.account.packing import packed_targets
from org.account.subject import Subject
from org.policy.document import document, minified
from org.policy.packing import packed

STATEMENTS = st.lists(
    st.builds(
        lambda action, size: {"Effect": "Deny", "Action": f"s3:{action}{'x' * size}", "Resource": "*"},
        st.sampled_from(["Get", "Put", "List"]),
        st.integers(0, 120),
    ),
    max_size=20,
)


@given(STATEMENTS, st.integers(230, 600))
def test_every_statement_is_in_one_document_that_fits(statements, most):
    documents = packed(statements, most)

    held = [minified(one) for text in documents for one in json.loads(text)["Statement"]]
    assert sorted(held) == sorted({minified(one) for one in statements})
    assert all(len(text) <= most for text in documents)


@given(STATEMENTS)
def test_what_fits_into_one_document_is_one(statements):
    whole = document(statements)

    assert packed(statements, len(whole)) == ([whole] if statements else [])


def test_the_policies_of_each_target(configure, config_root):
    merged, below = packed_targets(Subject(configure("limits: {policy_size: {SERVICE_CONTROL: 300}}"), config_root))

    assert (merged.target, merged.policies, merged.limit) == ("root", ("DenyLeaving",), 300)
    assert (below.target, below.policies, len(below.documents)) == ("ou/plat", ("DenyTrail",), 1)
    assert below.separate == below.merged == len(below.documents[0])
