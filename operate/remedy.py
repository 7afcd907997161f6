"""What to do about the refusals of AWS that people meet, as one sentence or two below AWS's own words."""

from __future__ import annotations

import re

_AN_ACCOUNT_IS_FOR_EVER = (
    "An e-mail address serves one account for ever, in any letter case. Look for the account with this address: "
    "aws organizations list-accounts. If it is this one (an earlier run may have lost AWS's answer), move it to its "
    "organizational unit if it is still under the root, and write its id beside the account in YAML, in quotes: "
    "import_id: '<id>'. If the address belongs to another account, give this one another email."
)
_REMEDIES = {
    r"Another update is currently in progress": (
        "Somebody's run works on this stack in Pulumi Cloud; its page there says who and since when. Wait for it; if "
        "that run is dead, release the stack with: pulumi cancel --stack <stack>"
    ),
    r"EMAIL_ALREADY_EXISTS": _AN_ACCOUNT_IS_FOR_EVER,
    r"ACCOUNT_LIMIT_EXCEEDED|ACCOUNT_NUMBER_LIMIT_EXCEEDED|exceeded the allowed number of AWS accounts": (
        "The organization may hold no more accounts; closed ones count for 90 days. Ask AWS for more in the "
        "management account (Service Quotas, AWS Organizations, 'Default maximum number of accounts'), then run again."
    ),
    r"creat\w* .*(?:Throttl|TooManyRequests)|CreateAccount: TooManyRequestsException": (
        "AWS creates five accounts at a time, and somebody else in this organization is creating some as well. "
        "Wait until they are done, then run again: what exists is kept."
    ),
    r"attached the maximum number of policies": (
        "AWS allows ten service control policies on one target, its own FullAWSAccess among them. Combine some, or "
        "attach some further up: ./rootstock validate tells where how many are."
    ),
    r"maximum policy content size": (
        "AWS counts every character of the document, 10,240 for a service control policy. Shorten it or split it."
    ),
    r"maximum OU depth": "AWS allows five levels of organizational units below the root. Flatten the tree in YAML.",
    r"CloseAccount: ConstraintViolationException|CLOSE_ACCOUNT_(?:QUOTA|REQUESTS_LIMIT)_EXCEEDED": (
        "AWS closes three accounts at a time, and in 30 days a fifth of the accounts, at least 250. Run again when the "
        "others are closed, or close the rest next month."
    ),
    r"Cannot assume IAM Role|AssumeRole: AccessDenied": (
        "The role must exist in that account and its trust policy must name whoever runs this. In accounts that this "
        "program made it is there; in adopted ones make it, or name the right one as role_name."
    ),
    r"DuplicateOrganizationalUnitException|DuplicatePolicyException|AlreadyInOrganizationException": (
        "It exists already: made by hand, or by an earlier run that lost AWS's answer. To take it over, write its id "
        "as import_id beside it in YAML."
    ),
    r"EntityAlreadyExists|AlreadyExistsException|DuplicateRecordException|BucketAlreadyOwnedByYou|DocumentAlreadyExists"
    r"|CreateAnalyzer: ConflictException|CreateTable: ResourceInUseException": (
        "It exists already: made by hand, or by a run whose state was lost. Give this one another name in YAML, remove "
        "the other one, or take it over: docs/runbooks/repair-a-broken-run.md says how, under `by hand`."
    ),
    r"BucketAlreadyExists": (
        "A bucket's name belongs to one account in all of AWS. If it is this account's own, take it over: "
        "docs/runbooks/repair-a-broken-run.md says how, under `by hand`. Else set another name, such as `bucket_name`."
    ),
    r"is a linked account\. To enable budgets": (
        "AWS opens budgets in a new member account only some hours after it was made, up to a day, and never before "
        "the management account has looked at its own once (Billing, Budgets). Run again tomorrow; what else the "
        "account needs can go on with `budgets_enabled: false` until then."
    ),
    r"DuplicatePolicyAttachmentException": (
        "It is attached already: by hand, or by an earlier run that lost AWS's answer. Detach it in AWS, or name the "
        "target under import_target_ids of the policy, then run again."
    ),
}
_PATTERNS = {re.compile(pattern): remedy for pattern, remedy in _REMEDIES.items()}


def remedies(told: str) -> list[str]:
    """What to do about the errors of AWS in ``told``, each once; nothing for errors that say enough themselves."""
    return [remedy for pattern, remedy in _PATTERNS.items() if pattern.search(told)]
