"""What stands in a file when its writer, or its reader, comes at a bad moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from model.whole_file import write_whole


def test_a_file_is_made_with_what_was_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "text", "Größe\n")
    write_whole(tmp_path / "bytes", b"\x00\xff")
    assert (tmp_path / "text").read_bytes() == "Größe\n".encode()
    assert (tmp_path / "bytes").read_bytes() == b"\x00\xff"
    assert {path.name for path in tmp_path.iterdir()} == {"text", "bytes"}


def test_who_reads_meanwhile_finds_the_old_or_the_new(tmp_path: Path) -> None:
    path, texts = tmp_path / "file", ("a" * 300_000, "b" * 300_000)
    write_whole(path, texts[0])
    seen: set[str] = set()
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            seen.add(path.read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        write_whole(path, texts[number % 2])
    over.set()
    reader.join()
    assert seen <= set(texts)


def test_a_writer_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    path, texts = tmp_path / "file", ("a" * 300_000, "b" * 300_000)
    write_whole(path, texts[0])
    script = (
        "import sys; from pathlib import Path; from model.whole_file import write_whole\n"
        "print('begun', flush=True)\n"
        "while True:\n  [write_whole(Path(sys.argv[1]), letter * 300_000) for letter in 'ab']\n"
    )
    for _ in range(5):
        writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        assert path.read_text() in texts


def test_permissions_are_kept_or_are_as_asked_from_the_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    write_whole(path, "one", mode=0o600)
    assert path.stat().st_mode & 0o777 == 0o600
    write_whole(path, "two")
    assert path.stat().st_mode & 0o777 == 0o600
    write_whole(path, "two", mode=0o755)
    assert path.stat().st_mode & 0o777 == 0o755


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


def test_a_file_that_is_so_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, "same")
    before = path.stat()
    write_whole(path, "same")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", "text")
    assert {path.name for path in tmp_path.iterdir()} == {"folder"}
