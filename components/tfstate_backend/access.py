"""Variables of one access role: who may take it, and which state it reaches."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from model.variables import Strict

Arn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z*-]+:(iam|sts)::(\d{12}|\*):.+$")]
StackGlob = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.*?-]+$")]
Role = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+=,.@/*?-]{1,512}$")]
"""A role by its name, with its path where it has one; wildcards are understood."""
PermissionSet = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+=,.@*?-]{1,32}$")]
_ACCOUNTS = "by account: a name of `account_map`, a quoted id, or `*` for the whole organization"


class AccessRole(Strict):
    """One role that reaches the state."""

    write_enabled: bool = Field(False, description="Whether it may change state; without, it may read and lock.")
    allowed_roles: dict[str, list[Role]] = Field(
        default_factory=dict, description=f"Roles that may take it, {_ACCOUNTS}; `*` among names for every role."
    )
    denied_roles: dict[str, list[Role]] = Field(default_factory=dict, description=f"Roles that may not, {_ACCOUNTS}.")
    allowed_permission_sets: dict[str, list[PermissionSet]] = Field(
        default_factory=dict, description=f"Permission sets of IAM Identity Center that may take it, {_ACCOUNTS}."
    )
    denied_permission_sets: dict[str, list[PermissionSet]] = Field(
        default_factory=dict, description=f"Permission sets that may not, {_ACCOUNTS}."
    )
    allowed_principal_arns: list[Arn] = Field(
        default_factory=list, description="Further principals that may take it, by ARN; wildcards are understood."
    )
    denied_principal_arns: list[Arn] = Field(default_factory=list, description="Principals that may not.")
    stacks: list[StackGlob] = Field(
        default_factory=lambda: ["*"], description="Pulumi stacks whose state it reaches; `*` and `?` are wildcards."
    )
    read_stacks: list[StackGlob] = Field(
        default_factory=list,
        description="Pulumi stacks whose state it reads besides and never changes, such as that of the account map.",
    )
    denied_stacks: list[StackGlob] = Field(
        default_factory=list, description="Pulumi stacks whose state it does not reach, whatever `stacks` says."
    )
    key_prefixes: list[str] = Field(
        default_factory=list, description="Beginnings of other keys that it reaches, such as Terraform's `vpc/`."
    )
