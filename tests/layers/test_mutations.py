"""Whatever a slip of the hand does to a configuration, loading ends with findings, never with a traceback."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from layers import Tree, load
from layers.describe import describe_component, describe_stacks
from layers.json_text import to_json
from layers.yaml_text import to_yaml

GOOD = Path(__file__).parent / "good"
EXAMPLES = (
    GOOD.parent.parent.parent / "config",
    *(GOOD / name for name in ("templates", "overrides", "tags", "locals")),
)
ROUNDS = 60
Mutation = Callable[[list[str], random.Random], None]


def _delete(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _repeat(lines: list[str], chance: random.Random) -> None:
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines) + 1), line)


def _indent(lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    lines[number] = chance.choice([" ", "  ", "\t", "    "]) + lines[number]


def _dedent(lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    lines[number] = lines[number].removeprefix(" " * chance.randint(1, 4))


def _replace_value(lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    key, colon, _ = lines[number].partition(":")
    values = [
        "[]",
        "{}",
        "null",
        "7",
        "text",
        "*a",
        "&a x",
        "!output a b",
        "!unset",
        "!append [1]",
        "!what x",
        "{{ .a }}",
        "{{ range .names }}",
        "{{ end }}",
        "'",
        "{",
        "0123",
    ]
    lines[number] = f"{key}{colon} {chance.choice(values)}"


def _rename_key(lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    key, colon, rest = lines[number].partition(":")
    indentation = key[: len(key) - len(key.lstrip())]
    names = ["import", "vars", "components", "pulumi", "metadata", "1", "~", "<<"]
    lines[number] = f"{indentation}{chance.choice(names)}{colon}{rest}"


def _noise(lines: list[str], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    place = chance.randrange(len(lines[number]) + 1)
    lines[number] = lines[number][:place] + chance.choice("\0\x07:{}[]#'\"%@`|>*&!\t\u2028é") + lines[number][place:]


MUTATIONS: tuple[Mutation, ...] = (_delete, _repeat, _indent, _dedent, _replace_value, _rename_key, _noise)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_mutated_example_never_raises(example: Path, tmp_path: Path) -> None:
    mutate(example, tmp_path / "config", ROUNDS, seed=7)


def mutate(example: Path, root: Path, rounds: int, seed: int) -> None:
    """Mutates a copy of an example many times, the same way for the same seed, and looks at everything each time."""
    chance = random.Random(seed)  # noqa: S311 the same mutations in every run
    shutil.copytree(example, root)
    manifests = sorted(path for path in root.rglob("*.y*ml*") if "policies" not in path.parts)
    for number in range(rounds):
        path = chance.choice(manifests)
        before = path.read_bytes()
        lines = before.decode().split("\n")
        for _ in range(chance.randint(1, 3)):
            if lines:
                chance.choice(MUTATIONS)(lines, chance)
        path.write_text("\n".join(lines), encoding="utf-8")
        tree = load(root)
        _look_at_everything(tree, to_text=number % 10 == 0)
        path.write_bytes(before)


def _look_at_everything(tree: Tree, to_text: bool) -> None:
    for finding in tree.findings:
        assert finding.message
        assert finding.position.line >= 1
    described = describe_stacks(tree)
    for instance in tree.instances():
        assert instance.stack
        assert instance.position(("vars", "nothing", 3)).line >= 1
    if to_text:
        assert to_json(described)
        assert to_yaml(described)
        for stack in tree.stacks.values():
            for part in stack.instances.values():
                for one in part.values():
                    assert describe_component(one)


@pytest.mark.parametrize(
    ("settings", "manifest", "rules"),
    [
        ("orgs/*", "odd: [one]\nvars: {stage: root}\ncomponents: {odd: {vpc: {}}}\n", {"RS121"}),
        ("orgs/*{", "vars: {stage: root}\n", {"RS153"}),
        ("orgs/*", "import: ['mixins/{a{b}']\nvars: {stage: root}\n", {"RS111"}),
    ],
    ids=["a key of no section has the name of a component type", "a brace is left open", "one of two in an import"],
)
def test_slips_that_once_raised(tmp_path: Path, settings: str, manifest: str, rules: set[str]) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "rootstock.yaml").write_text(f'stacks: {{included_paths: ["{settings}"], name_pattern: "{{stage}}"}}\n')
    (tmp_path / "orgs/root.yaml").write_text(manifest)
    tree = load(tmp_path)
    _look_at_everything(tree, to_text=True)
    assert {finding.rule for finding in tree.findings} == rules
