"""Pulumi stacks in the bucket, each with the key of the organization's secrets."""

from __future__ import annotations

import json
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from operate.bootstrap.command import run
from operate.pulumi import Pulumi
from operate.stack_file import secrets_provider


def make(pulumi: Pulumi, project: Path, names: Collection[str], provider: str, workers: int) -> list[str]:
    """Every stack of ``names`` exists in the backend, and its file names the secrets provider. Answers those made.

    Where an earlier run was killed between the two, the file is put right. Raises OperateError.
    """
    there = existing(pulumi, next(iter(names)))
    missing = [name for name in names if name not in there]
    wrong = [name for name in names if name in there and secrets_provider(project / f"Pulumi.{name}.yaml") != provider]
    with ThreadPoolExecutor(workers) as pool:
        made = [pool.submit(run, pulumi, name, pulumi.init(name, provider)) for name in missing]
        mended = [pool.submit(run, pulumi, name, pulumi.change_secrets_provider(name, provider)) for name in wrong]
    for one in (*made, *mended):
        one.result()
    return missing


def existing(pulumi: Pulumi, log: str) -> frozenset[str]:
    """The project's stacks in the backend. ``log`` is the stack whose log takes what is printed."""
    printed = run(pulumi, log, pulumi.listing())
    found = json.loads(printed[printed.index("[") :])
    return frozenset(str(one["name"]).rpartition("/")[2] for one in found)
