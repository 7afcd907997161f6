"""How far a bootstrap has come, as AWS and the files show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from components.tfstate_backend.keys import state_keys
from operate.aws import client
from operate.bootstrap import project_file
from operate.bootstrap.backend import Backend
from operate.bootstrap.disk import Disk
from operate.bootstrap.step import Step
from operate.errors import OperateError
from operate.pulumi import Pulumi

_ABSENT = ("404", "NoSuchBucket", "NoSuchKey", "NotFound")


@dataclass(frozen=True)
class Standing:
    """What is there. ``moved`` says that the bucket holds the state of the stack that made it."""

    account_id: str
    bucket_exists: bool
    moved: bool
    on_disk: bool
    named: bool

    def done(self) -> frozenset[Step]:
        """The steps that need not be taken again. Stacks and organization are looked at when their turn comes."""
        if not self.moved:
            return frozenset()
        made = {Step.CREATE, Step.ENCRYPT, Step.MOVE}
        settled = {Step.VERIFY, Step.SETTLE} if self.named and not self.on_disk else set()
        return frozenset(made | settled)


def standing(backend: Backend, disk: Disk, pulumi: Pulumi) -> Standing:
    """Asks AWS and reads the files. Raises OperateError, also where what is there fits no bootstrap of ours."""
    named = project_file.backend_url(disk.project)
    if named not in (None, backend.url):
        raise OperateError(
            f"{disk.project / project_file.NAME} names the backend {named}, not {backend.url}: take `backend` out of "
            "it to begin in the bucket that the configuration describes"
        )
    try:
        account_id = str(client("sts", pulumi.environment).get_caller_identity()["Account"])
        exists = _bucket_exists(backend, pulumi)
        moved = exists and _holds_state(backend, disk.project, pulumi)
    except (BotoCoreError, ClientError) as error:
        raise OperateError(f"AWS cannot be asked: {error}") from None
    on_disk = disk.holds(backend.stack)
    if exists and not moved and not on_disk:
        raise OperateError(
            f"the bucket {backend.bucket} exists already in AWS, holds no state of {backend.stack}, and neither does "
            f"{disk.folder}: a bootstrap was begun on another machine (end it there), or the bucket is not ours "
            "(choose another `bucket_name`). Is that state lost? See docs/runbooks/restore-a-lost-state.md"
        )
    return Standing(account_id, exists, moved, on_disk, named == backend.url)


def _bucket_exists(backend: Backend, pulumi: Pulumi) -> bool:
    try:
        client("s3", pulumi.environment, backend.variables.region).head_bucket(Bucket=backend.bucket)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "403":
            raise OperateError(
                f"the bucket {backend.bucket} belongs to another account, or these credentials may not see it: bucket "
                "names are unique in all of AWS; choose another `bucket_name`, or `namespace`"
            ) from None
        if code not in _ABSENT:
            raise
        return False
    return True


def _holds_state(backend: Backend, project: Path, pulumi: Pulumi) -> bool:
    """Whether the bucket has resources of the stack. An import writes all of them at once."""
    s3 = client("s3", pulumi.environment, backend.variables.region)
    pattern = state_keys(str(project_file.read(project)["name"]), [backend.stack])[0]
    try:
        body = s3.get_object(Bucket=backend.bucket, Key=pattern.removesuffix("*"))["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] not in _ABSENT:
            raise
        return False
    latest = json.loads(body)["checkpoint"].get("latest") or {}
    return bool(latest.get("resources"))
