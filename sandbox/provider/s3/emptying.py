"""Everything out of a bucket."""

from __future__ import annotations

from typing import Any

from sandbox.provider.paging import pages


def empty(client: Any, bucket: str, locked: bool) -> None:
    """Deletes every version of every object and every delete marker; past governance retention when ``locked``."""
    bypass = {"BypassGovernanceRetention": True} if locked else {}
    for page in list(pages(client, "list_object_versions", Bucket=bucket)):
        found = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        if found:
            objects = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in found]
            client.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True}, **bypass)
