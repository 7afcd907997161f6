"""What an access role may do with the state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blocks.policy_document import Statement, document, statement
from components.tfstate_backend.access import AccessRole
from components.tfstate_backend.keys import FORMAT, lock_keys, state_keys, terraform_keys, terraform_lock_keys

_READ = ("s3:GetObject", "s3:GetObjectVersion")
_WRITE = ("s3:DeleteObject", "s3:PutObject")


@dataclass(frozen=True)
class Backend:
    """ARNs of what a role reaches; null for what the backend has not."""

    bucket: str
    project: str
    state_key: str | None = None
    secrets_key: str | None = None
    table: str | None = None

    def objects(self, keys: list[str]) -> list[str]:
        """ARNs of objects by key."""
        return [f"{self.bucket}/{key}" for key in keys]


def role_policy(role: AccessRole, backend: Backend) -> str:
    """The inline policy of a role. Whoever may only read may lock all the same: a preview takes a lock."""
    return document(_statements(role, backend))


def _statements(role: AccessRole, backend: Backend) -> Iterator[Statement]:
    state = [*state_keys(backend.project, role.stacks), *terraform_keys(role.key_prefixes)]
    locks = [*lock_keys(backend.project, role.stacks), *terraform_lock_keys(role.key_prefixes)]
    yield statement("ListState", "Allow", ["s3:GetBucketLocation", "s3:ListBucket"], [backend.bucket])
    read_only = state_keys(backend.project, role.read_stacks)
    yield statement("ReadState", "Allow", _READ, backend.objects([FORMAT, *state, *locks, *read_only]))
    changed = [FORMAT, *state, *locks] if role.write_enabled else locks
    yield statement("WriteState" if role.write_enabled else "Lock", "Allow", _WRITE, backend.objects(changed))
    if role.denied_stacks:
        denied = backend.objects(state_keys(backend.project, role.denied_stacks))
        yield statement("DeniedStacks", "Deny", [*_READ, *_WRITE], denied)
    if backend.state_key:
        actions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        yield statement("StateKey", "Allow", actions, [backend.state_key])
    if backend.secrets_key:
        actions = ["kms:Decrypt", "kms:DescribeKey", *(["kms:Encrypt"] if role.write_enabled else [])]
        yield statement("SecretsKey", "Allow", actions, [backend.secrets_key])
    if backend.table:
        actions = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"]
        yield statement("LockTable", "Allow", actions, [backend.table])
