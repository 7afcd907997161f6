"""Pulumi stacks in the bucket, each with the key of the organization's secrets."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from operate.bootstrap.command import run
from operate.pulumi import Pulumi
from operate.stack_file import secrets_provider
from operate.stack_list import listed_stacks


def make(pulumi: Pulumi, project: Path, names: Collection[str], provider: str, workers: int) -> list[str]:
    """Every stack of ``names`` exists in the backend, and its file names the secrets provider. Answers those made.

    Where an earlier run was killed between the two, the file is put right. Raises OperateError.
    """
    there = listed_stacks(pulumi)
    missing = [name for name in names if name not in there]
    wrong = [name for name in names if name in there and secrets_provider(project / f"Pulumi.{name}.yaml") != provider]
    with ThreadPoolExecutor(workers) as pool:
        made = [pool.submit(run, pulumi, name, pulumi.init(name, provider)) for name in missing]
        mended = [pool.submit(run, pulumi, name, pulumi.change_secrets_provider(name, provider)) for name in wrong]
    for one in (*made, *mended):
        one.result()
    return missing
