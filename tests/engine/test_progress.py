"""What a person sees while the toolchain is at work."""

from __future__ import annotations

import io

from engine.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_gets_plain_lines_and_no_live_line() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress("building")
    progress("built")
    assert progress.live is None
    assert stream.getvalue() == "building\nbuilt\n"


def test_on_a_terminal_the_live_line_is_overwritten_and_gives_way_to_lasting_ones() -> None:
    stream = Terminal()
    progress = Progress(stream)
    assert progress.live is not None
    progress.live("1 s")
    progress.live("2 s")
    progress("built")
    progress("ready")
    assert stream.getvalue() == "1 s\r\x1b[2K2 s\r\x1b[2Kbuilt\nready\n"


def test_a_live_line_never_wraps() -> None:
    stream = Terminal()
    progress = Progress(stream)
    assert progress.live is not None
    progress.live("x" * 1000)
    assert len(stream.getvalue()) < 1000
