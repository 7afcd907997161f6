"""State on disk that the engine no longer reads, because a killed engine left the file beside it empty.

A backend ``file://…`` keeps attributes of each file in another (``STACK.json.attrs``), which is written after it was
emptied, and not in one step like the state itself (gocloud.dev/blob/fileblob). An engine that is killed in between
makes every later one end with ``failed to load checkpoint: EOF``. Where there is no such file, nothing is missed.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from operate.bootstrap import project_file
from operate.pulumi import Pulumi

_BACKEND = "PULUMI_BACKEND_URL"


def drop_torn_attributes(pulumi: Pulumi) -> list[Path]:
    """The empty files of attributes among the backend's states, which are gone now; none in any other backend.

    A running engine loses nothing by it: what it writes next makes the file again.
    """
    folder = _folder(pulumi)
    if folder is None:
        return []
    torn = [one for one in (folder / ".pulumi" / "stacks").rglob("*.attrs") if _is_empty(one)]
    for one in torn:
        one.unlink(missing_ok=True)
    return torn


def _folder(pulumi: Pulumi) -> Path | None:
    project = pulumi.project or pulumi.directory
    url = pulumi.environment.get(_BACKEND)
    if not url and (project / project_file.NAME).exists():
        url = project_file.backend_url(project)
    parts = urlsplit(url or "")
    if parts.scheme != "file":
        return None
    return (project / unquote(parts.netloc + parts.path)).expanduser()


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return False
