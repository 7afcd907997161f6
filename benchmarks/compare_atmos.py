"""Whether configuration trees resolve to what Atmos itself resolves them to.

    python benchmarks/compare_atmos.py --atmos PATH TREE [TREE ...] [--sections vars,…|all] [--types terraform,…]
        [--instances 3]

A tree is a folder with an `atmos.yaml`. Both commands print `describe stacks --format json` of it in a process of their
own, from that folder. Compared are the names of stacks, component types and instances, and the sections of each, types
of values included; where Atmos fails, ours must fail too and name a file that Atmos names. With ``--instances`` so are
the answers of `describe component` and `describe dependents` about some instances of each tree. The exit code is 1 when
one tree differs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
SECTIONS = ("vars", "settings", "env", "metadata", "component")
PRIVATE = ("atmos_manifest", "atmos_stack_file")
DESCRIBE = ("describe", "stacks")
FORMAT = ("--format", "json")
DEPENDENT = ("component", "component_type", "component_path", "stack", "stack_slug")
LIMIT = 120
ABSENT = "(not there)"


@dataclass(frozen=True)
class Answer:
    """What a command printed, as data, or its message where it failed."""

    data: Any
    message: str = ""
    failed: bool = False


def ask(command: Sequence[str], tree: Path, environment: dict[str, str]) -> Answer:
    """Runs a command in the tree's folder."""
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=LIMIT, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return Answer(None, f"no answer within {LIMIT} s", failed=True)
    text = done.stderr + done.stdout
    if done.returncode:
        return Answer(None, text, failed=True)
    try:
        return Answer(json.loads(done.stdout))
    except json.JSONDecodeError:
        return Answer(None, text, failed=True)


def atmos(binary: Path, question: Sequence[str], tree: Path, home: str) -> Answer:
    """Atmos's answer, with nothing of the caller's own settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "XDG_CACHE_HOME": f"{home}/cache",
        "XDG_CONFIG_HOME": f"{home}/config",
        "ATMOS_CLI_CONFIG_PATH": str(tree),
        "ATMOS_VERSION_CHECK_ENABLED": "false",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_COLOR": "1",
    }
    return ask([str(binary), *question, *FORMAT], tree, environment)


def rootstock(question: Sequence[str], tree: Path, home: str) -> Answer:
    """Our answer."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": str(HERE), "ROOTSTOCK_CACHE": f"{home}/ours"}
    return ask([sys.executable, "-m", "cli", *question, *FORMAT, "--config-root", str(tree)], tree, environment)


def differences(theirs: Any, ours: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """A line for each place where two values differ, types included."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted({*theirs, *ours}):
            yield from differences(theirs.get(key, ABSENT), ours.get(key, ABSENT), (*path, key))
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for number, (left, right) in enumerate(zip(theirs, ours, strict=True)):
            yield from differences(left, right, (*path, str(number)))
    elif type(theirs) is not type(ours) or theirs != ours:
        yield f"{' / '.join(path)}: Atmos {_short(theirs)}, ours {_short(ours)}"


def _short(value: Any) -> str:
    text = value if value is ABSENT else json.dumps(value)
    return text if len(text) < 200 else f"{text[:200]}…"


def instances(stacks: dict[str, Any], sections: Sequence[str], types: Sequence[str]) -> dict[str, Any]:
    """The sections that are compared, by stack, type, instance; an empty section counts as not there."""
    found: dict[str, Any] = {}
    for stack, content in stacks.items():
        for component_type, components in (content.get("components") or {}).items():
            if types and component_type not in types:
                continue
            for name, described in components.items():
                place = found.setdefault(stack, {}).setdefault(component_type, {}).setdefault(name, {})
                for section, value in described.items():
                    compared = section in sections if sections else section not in PRIVATE
                    if compared and value not in ({}, [], "", None):
                        place[section] = value
    return found


def named(message: str, tree: Path) -> set[str]:
    """Files of the tree that a message names, as paths within it without extension."""
    files = {str(path.relative_to(tree).with_suffix("")) for path in tree.rglob("*.y*ml")}
    folded = "".join(message.split())
    found = set()
    for file in files:
        parts = file.split("/")
        for start in range(len(parts)):
            tail = "/".join(parts[start:])
            if len(tail) > 3 and re.search(rf"(?<![\w-]){re.escape(tail)}(?![\w-])", folded):
                found.add(file)
    return found


def chosen(stacks: dict[str, Any], count: int) -> list[tuple[str, str]]:
    """Stack and name of up to ``count`` instances, spread over the tree; abstract ones cannot be asked about."""
    found = [
        (stack, name)
        for stack, kinds in sorted(stacks.items())
        for instances in kinds.values()
        for name, sections in sorted(instances.items())
        if sections.get("metadata", {}).get("type") != "abstract"
    ]
    step = max(1, len(found) // count) if count else 1
    return found[::step][:count]


def dependents(answer: Any) -> list[dict[str, Any]]:
    """What is compared of the answer of `describe dependents`; nothing at all is an empty list."""
    return [{key: one.get(key, ABSENT) for key in DEPENDENT} for one in answer or ()]


@dataclass(frozen=True)
class Comparison:
    """Both commands about one tree. ``sections`` and ``types`` are those compared, empty for all."""

    binary: Path
    tree: Path
    sections: Sequence[str]
    types: Sequence[str]

    def run(self, count: int) -> tuple[str, list[str]]:
        """A verdict, and lines that say more; ``count`` is of instances that are asked about one by one."""
        theirs, ours = self.answers(DESCRIBE)
        if theirs.failed:
            return self.failures(theirs, ours)
        if ours.failed:
            return "DIFFERENT: only ours fails", [ours.message.strip()[:2000]]
        left, right = (instances(answer.data or {}, self.sections, self.types) for answer in (theirs, ours))
        lines = list(differences(left, right))
        for stack, name in chosen(left, count):
            lines.extend(self.one(stack, name))
        total = sum(len(names) for types in left.values() for names in types.values())
        size = f"{len(left)} stacks, {total} instances"
        return (f"DIFFERENT in {len(lines)} places ({size})", lines) if lines else (f"same ({size})", [])

    def one(self, stack: str, name: str) -> Iterator[str]:
        """What differs in the answers about one instance."""
        theirs, ours = self.answers(("describe", "component", name, "-s", stack))
        path = ("describe component", stack, name)
        if theirs.failed or ours.failed:
            yield from differences(theirs.failed, ours.failed, (*path, "fails"))
        else:
            compared = (
                {key: value for key, value in answer.data.items() if key in (self.sections or SECTIONS) and value}
                for answer in (theirs, ours)
            )
            yield from differences(*compared, path)
        theirs, ours = self.answers(("describe", "dependents", name, "-s", stack))
        path = ("describe dependents", stack, name)
        if theirs.failed or ours.failed:
            yield from differences(theirs.failed, ours.failed, (*path, "fails"))
        else:
            yield from differences(dependents(theirs.data), dependents(ours.data), path)

    def answers(self, question: Sequence[str]) -> tuple[Answer, Answer]:
        """Theirs and ours, neither with anything from an earlier run."""
        with tempfile.TemporaryDirectory() as home:
            return atmos(self.binary, question, self.tree, home), rootstock(question, self.tree, home)

    def failures(self, theirs: Answer, ours: Answer) -> tuple[str, list[str]]:
        """The verdict where Atmos fails: ours must too, about the same file."""
        said = [f"Atmos: {' '.join(theirs.message.split())[:600]}", f"ours: {' '.join(ours.message.split())[:600]}"]
        if not ours.failed:
            return "DIFFERENT: only Atmos fails", said[:1]
        files = named(theirs.message, self.tree)
        if files and not files & named(ours.message, self.tree):
            return "DIFFERENT: both fail, on other files", said
        return f"same: both fail{' on ' + ', '.join(sorted(files)) if files else ''}", said


def main() -> int:
    """Prints a verdict for each tree, and what differs below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--atmos", type=Path, required=True, help="the Atmos binary")
    parser.add_argument("--sections", default=",".join(SECTIONS), help="sections to compare, or `all`")
    parser.add_argument("--types", default="", help="component types to compare, where that Atmos knows fewer")
    parser.add_argument(
        "--instances", type=int, default=0, help="instances of each tree that are asked about one by one"
    )
    parser.add_argument("--show", type=int, default=20, help="lines shown of each tree that differs")
    options = parser.parse_args()
    sections = () if options.sections == "all" else tuple(options.sections.split(","))
    types = tuple(filter(None, options.types.split(",")))
    different = 0
    for tree in options.trees:
        verdict, lines = Comparison(options.atmos.resolve(), tree.resolve(), sections, types).run(options.instances)
        print(f"{tree}: {verdict}", flush=True)
        if not verdict.startswith("same"):
            different += 1
        if not verdict.startswith("same ("):
            print("".join(f"    {line}\n" for line in lines[: options.show]), end="", flush=True)
    print(f"{len(options.trees)} trees, {len(options.trees) - different} the same, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
