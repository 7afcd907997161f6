"""What was put into a stack's state and not yet read from AWS, in a file that outlives a killed run.

`pulumi stack import` forgets what is pending (seen with CLI 3.210), so the state itself cannot tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from model.whole_file import write_whole


def remember(file: Path, ids: Mapping[str, str]) -> None:
    """The file holds the ids by URN, wholly or not at all."""
    write_whole(file, json.dumps(dict(ids)))


def remembered(file: Path) -> dict[str, str]:
    """Ids by URN; empty where there is no such file."""
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}
