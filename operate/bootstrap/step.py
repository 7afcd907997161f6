"""The steps of a bootstrap, in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from operate.bootstrap.backend import Backend


class Step(StrEnum):
    """One step. Each is done or not, as AWS and the files show; nothing else remembers how far a bootstrap came."""

    CREATE = "create"
    ENCRYPT = "encrypt"
    MOVE = "move"
    VERIFY = "verify"
    SETTLE = "settle"
    STACKS = "stacks"
    ORGANIZATION = "organization"
    ACCESS = "access"


BY_COMMAND = tuple(step for step in Step if step is not Step.ACCESS)
"""The steps that the command takes; the last one is an edit of the configuration."""


@dataclass(frozen=True)
class Planned:
    """A step of one bootstrap: what it does, and whether that is done."""

    step: Step
    text: str
    done: bool


def words(step: Step, backend: Backend) -> str:
    """What a step does, as a line."""
    stack, bucket = backend.stack, backend.bucket
    return {
        Step.CREATE: f"bring up {stack} with its state on this machine: bucket {bucket}, its keys and access roles",
        Step.ENCRYPT: f"encrypt the secrets of that state with {backend.secrets_provider}",
        Step.MOVE: f"move the state of {stack} into the bucket: export, import",
        Step.VERIFY: f"check that a preview of {stack} from the bucket shows no change",
        Step.SETTLE: f"name {backend.url} in Pulumi.yaml, and keep the old state aside",
        Step.STACKS: "make all other stacks in the bucket, their secrets encrypted with the key",
        Step.ORGANIZATION: "bring up everything else: a preview first, then the stacks in dependency order",
        Step.ACCESS: "let the organization's accounts take the access roles: `organization_id` in YAML",
    }[step]
