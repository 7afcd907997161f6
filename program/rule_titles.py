"""What rules are about that share a module, so that its docstring cannot say it, and what to do about them."""

from __future__ import annotations

from collections.abc import Mapping

_PUT_BACK = "Put the key back, write its old name as `previous_name`, or follow the runbook that the finding names."
TITLES: Mapping[str, tuple[str, str]] = {
    "RS220": (
        "A policy catalog is missing",
        "Correct the path or the pattern; it starts at the configuration's folder.",
    ),
    "RS221": (
        "A policy catalog cannot be read",
        "Write the file as a list of entries, each with `sid` and what it denies.",
    ),
    "RS222": ("Two policies of the catalogs have one SID", "Rename one of the two, or remove it."),
    "RS223": ("A target names a policy that no catalog has", "Correct the SID, or add the policy to a catalog."),
    "RS224": ("A policy cannot be used as it stands", "Give its parameters, or correct its content."),
    "RS230": ("An account that exists has vanished from the configuration", _PUT_BACK),
    "RS231": ("A unit that exists has vanished from the configuration, or would move", _PUT_BACK),
    "RS232": ("A policy that exists has vanished from the configuration", _PUT_BACK),
    "RS233": (
        "The e-mail of an account that exists differs",
        "Write the e-mail that the account has; docs/runbooks/change-an-account-email.md tells how to change it.",
    ),
    "RS234": ("A `previous_name` is no name of anything recorded", "Correct it, or remove it when the rename is done."),
    "RS235": (
        "A name would change that only trusted access for account management lets change",
        "Allow `account.amazonaws.com` trusted access, or keep the name.",
    ),
    "RS236": ("An organization that exists is switched off", "Write `enabled: true`; nothing here dissolves one."),
    "RS237": (
        "Root features would lose the trusted access that switching them off needs",
        "Keep `iam.amazonaws.com` in `aws_service_access_principals` for one run.",
    ),
    "RS250": (
        "A request of the policy expectations is not decided as expected",
        "Correct the policy that decides it, or the expectation.",
    ),
    "RS251": (
        "Policy expectations cannot be read",
        "Write `requests:` as a list, each with `account`, `action`, `expect`.",
    ),
    "RS315": ("A wanted quota is below what AWS has granted", "Write what is granted, or more: a quota only grows."),
    "RS316": (
        "A quota has a request that somebody else opened",
        "Wait until AWS decides it; the next run looks again.",
    ),
    "RS341": ("Lifecycle rules that S3 would refuse", "Correct the days or the storage class that the finding names."),
    "RS344": (
        "The audit logs' bucket stands in the management account",
        "Move it to an account of its own, such as `core-audit`.",
    ),
    "RS353": ("Selectors that CloudTrail would refuse", "Correct the selector that the finding names."),
    "RS401": (
        "Variables are not what the kind takes",
        "Correct the value; docs/reference/kinds has a page for each kind with type, default and meaning.",
    ),
    "RS402": ("A reference leads nowhere", "Correct instance, config stack or path, or enable what it names."),
    "RS403": (
        "Instances of a Pulumi stack wait for each other",
        "Write one of the values out instead of taking it from another instance.",
    ),
    "RS404": ("There is no such kind", "Correct `metadata.component`, or the instance's name where it is the kind."),
    "RS405": (
        "Pulumi stacks wait for each other",
        "Give the instance that is needed first a stack of its own with `settings.slice`.",
    ),
    "RS406": (
        "A kind of the management account is configured elsewhere",
        "Move it to a manifest of the management account.",
    ),
    "RS407": (
        "An instance that guards something in AWS has vanished from the configuration",
        "Put it back, or follow docs/runbooks/move-an-instance.md.",
    ),
    "RS415": (
        "A role to assume is not written as one",
        "Write the name of a role, or `{plan: NAME, apply: NAME}` for those of `deploy-roles`; the stack that makes "
        "these roles assumes none of them.",
    ),
    "RS450": (
        "Settings of Pulumi Deployments are not what they should be",
        "Correct the key below `deployments` in `rootstock.yaml`.",
    ),
    "RS451": ("A generated file is missing or stale", "Write it with `./rootstock generate` and commit it."),
    "RS452": (
        "Stacks have no role to be deployed with",
        "Configure the roles (catalog/deploy-roles), or leave the stacks to people with `deployments.exclude`.",
    ),
    "RS453": (
        "Roles to deploy with trust others than those who deploy",
        "Write the same in `deployments` and in the variables of `deploy-roles`, and bring those stacks up by hand: "
        "the old trust counts until then.",
    ),
    "RS408": ("A variable has no effect", "Remove it, or correct its name."),
    "RS412": (
        "A manifest of an account that is closed or about to be",
        "Delete the account's manifests, mixin and stack files; its entry in the organization stays.",
    ),
    "RS413": (
        "An account in use needs what stands in one that is closed or about to be",
        "Move what is needed to another account first.",
    ),
    "RS414": (
        "The account map shares a Pulumi stack with the organization",
        "Give the map a stack of its own with `settings: {slice: map}`; `pulumi.slices` says it for a whole tree.",
    ),
}
"""Title and remedy by rule id. A rule with a module of its own says its title there: ``RS201: an account … .``"""
