"""Which file a request of the engine names."""

from __future__ import annotations

from pathlib import Path

import pytest
from pulumi.runtime.proto import language_pb2

from engine.language_host.program import Program


@pytest.mark.parametrize(
    ("entry_point", "file"),
    [(".", "__main__.py"), ("", "__main__.py"), ("deploy", "deploy/__main__.py"), ("deploy.py", "deploy.py")],
)
def test_an_entry_point_is_a_file_or_a_folder_with_a_main(tmp_path: Path, entry_point: str, file: str) -> None:
    info = language_pb2.ProgramInfo(program_directory=str(tmp_path), entry_point=entry_point)
    request = language_pb2.RunRequest(info=info, args=["one", "two"])
    assert Program.of(request) == Program(tmp_path / file, tmp_path, ("one", "two"))


def test_an_older_engine_names_folder_and_program_itself(tmp_path: Path) -> None:
    request = language_pb2.RunRequest(pwd=str(tmp_path), program="deploy.py")
    assert Program.of(request) == Program(tmp_path / "deploy.py", tmp_path, ())
