"""Allowed or denied, and why, in AWS's words."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.aws.credentials import Caller
from sandbox.aws.enforcement.effective import Document, control_policies, own_policies
from sandbox.aws.iam.policy import Request, denies, grants
from sandbox.aws.organizations.management import organization_of


@dataclass(frozen=True)
class Denial:
    """Why a request is denied: ``reason`` continues AWS's sentence."""

    reason: str


def decide(caller: Caller, action: str, region: str, resource: str) -> Denial | None:
    """None when the request is allowed.

    The resource is ``*`` where the request does not tell: then a statement that denies certain resources only is not
    applied, and one that allows certain resources only is enough.
    """
    request = Request(action, resource, caller=caller, context=context_of(caller, region))
    levels = control_policies(caller.account_id)
    if any(denies(document, request) for level in levels for document in level):
        return Denial("with an explicit deny in a service control policy")
    if not all(any(grants(document, request) for document in level) for level in levels):
        return Denial(f"because no service control policy allows the {action} action")
    return _own(own_policies(caller), request)


def _own(documents: list[Document] | None, request: Request) -> Denial | None:
    if documents is None:
        return None
    if any(denies(document, request) for document in documents):
        return Denial("with an explicit deny in an identity-based policy")
    if not any(grants(document, request) for document in documents):
        return Denial(f"because no identity-based policy allows the {request.action} action")
    return None


def context_of(caller: Caller, region: str) -> dict[str, str]:
    """The condition keys of a request by ``caller``, in lower case."""
    kind = "User" if ":user/" in caller.principal_arn else "AssumedRole"
    context = {
        "aws:principalaccount": caller.account_id,
        "aws:principalarn": caller.principal_arn,
        "aws:principalisawsservice": "false",
        "aws:principaltype": kind,
        "aws:requestedregion": region,
        "aws:sourceip": "127.0.0.1",
        "aws:userid": caller.user_id,
        "aws:viaawsservice": "false",
    }
    organization = organization_of(caller.account_id)
    return context | ({"aws:principalorgid": organization.org.id} if organization else {})
