"""RS213: a list of trusted services or policy types lacks what the configuration needs."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem
from org.account.subject import Subject
from org.account.trust import needed_access, needed_types

RULE = "RS213"


def trusted_access(subject: Subject) -> Iterator[Problem]:
    """A problem for each needed service or policy type that an explicit list lacks."""
    variables, policies = subject.variables, subject.policies
    listed = variables.aws_service_access_principals
    if listed is not None:
        for principal, why in needed_access(subject.structure, policies, subject.trusted_access).items():
            if principal not in listed:
                text = f"trusted access lacks '{principal}', which {why} needs: add it, or leave the list out"
                yield Problem(RULE, text, ("vars", "aws_service_access_principals"))
    enabled = variables.enabled_policy_types
    if enabled is not None:
        for policy_type, key in needed_types(policies).items():
            if policy_type not in enabled:
                text = f"policy types lack {policy_type}, which policy '{key}' is of: add it, or leave the list out"
                yield Problem(RULE, text, ("vars", "enabled_policy_types"))
    if variables.feature_set != "ALL" and policies.by_key:
        text = "policies need all features of the organization: `feature_set: ALL`"
        yield Problem(RULE, text, ("vars", "feature_set"))
