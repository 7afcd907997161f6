"""Where Pulumi.yaml says that the state is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from operate.bootstrap.project_file import backend_url, read, set_backend
from operate.errors import OperateError

WRITTEN = "# Ours.\nname: rootstock\nruntime: python  # 3.11\n"


def test_the_backend_is_added_and_all_else_stays_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(WRITTEN)
    assert backend_url(tmp_path) is None
    set_backend(tmp_path, "s3://acme?region=us-east-1")
    assert backend_url(tmp_path) == "s3://acme?region=us-east-1"
    assert (tmp_path / "Pulumi.yaml").read_text().startswith(WRITTEN)
    assert [path.name for path in tmp_path.iterdir()] == ["Pulumi.yaml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("name: [", "is not YAML"), ("runtime: python\n", "has no project name"), (None, "cannot be read")],
)
def test_a_file_that_is_no_project_is_named(tmp_path: Path, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / "Pulumi.yaml").write_text(text)
    with pytest.raises(OperateError, match=told):
        read(tmp_path)


def test_the_checkouts_own_can_be_read() -> None:
    checkout = Path(__file__).parents[3]
    assert read(checkout) == yaml.safe_load((checkout / "Pulumi.yaml").read_text())
