"""Files that hold the old text or the new one, whenever the writer is killed."""

from __future__ import annotations

import os
import threading
from pathlib import Path


def write_whole(path: Path, content: str | bytes, mode: int | None = None) -> None:
    """``path`` holds ``content``, text in UTF-8; who reads meanwhile finds all of it, or all that was there before.

    The file keeps its permissions where ``mode`` is None, and what a link points at is written, not the link. A file
    that is so already is not touched. Raises OSError.
    """
    path = path.resolve()
    data = content.encode() if isinstance(content, str) else content
    kept = path.stat().st_mode & 0o7777 if path.exists() else None
    wanted = kept if mode is None else mode
    if kept is not None and kept == wanted and path.read_bytes() == data:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_native_id()}")
    from_the_first_byte = 0o666 if wanted is None else wanted
    try:
        with open(draft, "wb", opener=lambda name, flags: os.open(name, flags, from_the_first_byte)) as file:
            file.write(data)
        if wanted is not None:
            draft.chmod(wanted)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
