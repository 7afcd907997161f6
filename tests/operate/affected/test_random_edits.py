"""`describe affected` against a comparison of everything, over many edits of the example tree."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layers import Tree, load
from layers.describe import describe_stacks
from operate.affected import affected

CHECKOUT = Path(__file__).parents[3]
EDITS = 50
SEED = 20261124


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the example tree in `config`, committed."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(CHECKOUT / "config", folder / "config")
    for command in (["init", "-q"], ["add", "-A"], [*_AS_SOMEBODY, "commit", "-q", "-m", "before"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


_AS_SOMEBODY = ["-c", "user.name=somebody", "-c", "user.email=somebody@acme.example"]


def comment(text: str, _: random.Random) -> str:
    return f"# a comment\n{text}\n# another\n"


def tag(text: str, chance: random.Random) -> str:
    return f"{text}\n" if "vars:" in text else f"{text}\nvars: {{tags: {{Edited: 'n{chance.randrange(9)}'}}}}\n"


def swap_import(text: str, _: random.Random) -> str:
    """An import moved to the end: mostly it changes nothing."""
    lines = text.splitlines()
    found = [index for index, line in enumerate(lines) if line.startswith("  - ")]
    if len(found) > 1:
        lines.insert(found[-1], lines.pop(found[0]))
    return "\n".join(lines) + "\n"


def drop_import(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    found = [index for index, line in enumerate(lines) if line.startswith("  - catalog/")]
    if found:
        del lines[chance.choice(found)]
    return "\n".join(lines) + "\n"


def change_word(text: str, chance: random.Random) -> str:
    """One value of one line is another."""
    lines = text.splitlines()
    found = [index for index, line in enumerate(lines) if ": " in line and line.strip()[:1] not in "#-{["]
    if found:
        index = chance.choice(found)
        key, _, value = lines[index].partition(": ")
        if value[:1].isalpha() and value not in ("true", "false", "null"):
            lines[index] = f"{key}: {value}x"
        elif value.isdigit():
            lines[index] = f"{key}: {int(value) + 1}"
    return "\n".join(lines) + "\n"


def disable(text: str, _: random.Random) -> str:
    return (
        text
        if "components:" in text
        else f"{text}\ncomponents: {{pulumi: {{account-settings: {{metadata: {{enabled: false}}}}}}}}\n"
    )


def slice_of(text: str, _: random.Random) -> str:
    return (
        text
        if "components:" in text
        else f"{text}\ncomponents: {{pulumi: {{account-settings: {{settings: {{slice: own}}}}}}}}\n"
    )


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    comment,
    tag,
    swap_import,
    drop_import,
    change_word,
    change_word,
    disable,
    slice_of,
)


@pytest.mark.parametrize("number", range(EDITS))
def test_the_same_instances_as_by_comparing_everything(repository: Path, number: int) -> None:
    chance = random.Random(SEED + number)  # noqa: S311
    files = sorted(path for path in (repository / "config").rglob("*.yaml") if "policies" not in path.parts)
    chosen = chance.sample(files, chance.choice((1, 1, 2)))
    before = {path: path.read_text() for path in chosen}
    old = everything(load(repository / "config"))
    try:
        for path in chosen:
            path.write_text(chance.choice(CHANGES)(before[path], chance))
        differing = affected(CHECKOUT, repository / "config", "HEAD")
        new = everything(load(repository / "config"))
    finally:
        for path, text in before.items():
            path.write_text(text)
    found = {(one.instance.config_stack, one.instance.name) for one in differing}
    assert found == {key for key in {*old, *new} if old.get(key) != new.get(key)}


def test_the_edits_do_change_something_now_and_then(repository: Path) -> None:
    """The comparison above would prove nothing on edits without effect."""
    manifest = repository / "config/orgs/acme/plat/dev/global-region.yaml"
    text = manifest.read_text()
    manifest.write_text(tag(text, random.Random(1)))  # noqa: S311
    try:
        found = affected(CHECKOUT, repository / "config", "HEAD")
    finally:
        manifest.write_text(text)
    assert [(one.instance.config_stack, one.instance.name, one.why) for one in found] == [
        ("plat-gbl-dev", "account-settings", ("stack.vars",)),
        ("plat-gbl-dev", "aws-config", ("stack.vars",)),
        ("plat-gbl-dev", "cloudtrail", ("stack.vars",)),
    ]


def everything(tree: Tree) -> dict[tuple[str, str], Any]:
    """What `describe stacks` prints of each instance that counts, without where it comes from."""
    found: dict[tuple[str, str], Any] = {}
    for stack, body in describe_stacks(tree).items():
        for instances in body["components"].values():
            for name, instance in instances.items():
                metadata = instance.get("metadata") or {}
                if metadata.get("type") != "abstract" and metadata.get("enabled") is not False:
                    found[stack, name] = {
                        section: instance.get(section) or None for section in ("vars", "settings", "metadata", "env")
                    }
    return found
