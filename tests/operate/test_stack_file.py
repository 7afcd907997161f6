"""With which secrets provider a stack is created."""

from __future__ import annotations

from pathlib import Path

from operate.stack_file import secrets_providers, take_key

KEY, OTHER = "awskms:///alias/a", "awskms:///alias/b"


def _file(project: Path, stack: str, text: str) -> None:
    (project / f"Pulumi.{stack}.yaml").write_text(text)


def test_the_file_decides_and_a_new_stack_is_like_its_neighbours(tmp_path: Path) -> None:
    _file(tmp_path, "core-root", f"secretsprovider: {KEY}\n")
    _file(tmp_path, "plat-dev", "# nothing yet\n")
    assert secrets_providers(tmp_path, ["core-root", "plat-dev", "plat-new"]) == dict.fromkeys(
        ["core-root", "plat-dev", "plat-new"], KEY
    )


def test_neighbours_that_differ_decide_nothing(tmp_path: Path) -> None:
    _file(tmp_path, "core-root", f"secretsprovider: {KEY}\n")
    _file(tmp_path, "plat-dev", f"secretsprovider: {OTHER}\n")
    assert secrets_providers(tmp_path, ["core-root", "plat-new"]) == {"core-root": KEY}


def test_a_key_is_taken_and_comments_and_configuration_stay(tmp_path: Path) -> None:
    _file(tmp_path, "from", f"secretsprovider: {KEY}\nencryptedkey: abc\n")
    _file(tmp_path, "to", "# Ours.\nencryptionsalt: v1:x\nconfig:\n  aws:region: us-east-1\n")
    take_key(tmp_path / "Pulumi.from.yaml", tmp_path / "Pulumi.to.yaml")
    expected = f"# Ours.\nconfig:\n  aws:region: us-east-1\nsecretsprovider: {KEY}\nencryptedkey: abc\n"
    assert (tmp_path / "Pulumi.to.yaml").read_text() == expected
