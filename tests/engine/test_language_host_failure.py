"""What a user sees of an exception: their own code and nothing around it."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from engine.language_host.failure import traceback_of_program


def test_the_traceback_starts_at_the_program(tmp_path: Path) -> None:
    assert _traceback(tmp_path, main='import part\npart.grow("plat")\n', part="def grow(name):\n    [][name]\n") == [
        "Traceback (most recent call last):",
        f'  File "{tmp_path}/__main__.py", line 2, in <module>',
        '    part.grow("plat")',
        f'  File "{tmp_path}/part.py", line 2, in grow',
        "    [][name]",
        "TypeError: list indices must be integers or slices, not str",
    ]


def test_a_syntax_error_is_shown_at_its_place_without_a_traceback(tmp_path: Path) -> None:
    assert _traceback(tmp_path, main="grow = = 1\n") == [
        f'  File "{tmp_path}/__main__.py", line 1',
        "    grow = = 1",
        "SyntaxError: invalid syntax",
    ]


def test_imports_machinery_is_left_out(tmp_path: Path) -> None:
    assert _traceback(tmp_path, main="import part\n", part="grow = = 1\n") == [
        "Traceback (most recent call last):",
        f'  File "{tmp_path}/__main__.py", line 1, in <module>',
        "    import part",
        f'  File "{tmp_path}/part.py", line 1',
        "    grow = = 1",
        "SyntaxError: invalid syntax",
    ]


def test_an_error_outside_the_program_is_shown_whole(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as failed:
        _ = 1 / 0
    text = traceback_of_program(failed.value, tmp_path)
    assert text.startswith(f'Traceback (most recent call last):\n  File "{__file__}", line ')


def _traceback(folder: Path, main: str, part: str = "") -> list[str]:
    """The traceback of a program, line by line, without the lines that only underline."""
    (folder / "__main__.py").write_text(main)
    (folder / "part.py").write_text(part)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Exception) as failed:
        patch.syspath_prepend(folder)
        patch.delitem(sys.modules, "part", raising=False)
        runpy.run_path(str(folder / "__main__.py"))
    lines = traceback_of_program(failed.value, folder).splitlines()
    return [line for line in lines if line.strip(" ^~")]
