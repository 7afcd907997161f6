"""Whether configuration trees resolve to what Atmos itself resolves them to.

    python benchmarks/compare_atmos.py --atmos PATH TREE [TREE ...] [--sections vars,…|all] [--types terraform,…]

A tree is a folder with an `atmos.yaml`. Both commands print `describe stacks --format json` of it in a process of their
own, from that folder. Compared are the names of stacks, component types and instances, and the sections of each, types
of values included; where Atmos fails, ours must fail too and name a file that Atmos names. The exit code is 1 when one
tree differs.
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
DESCRIBE = ("describe", "stacks", "--format", "json")
LIMIT = 120
ABSENT = "(not there)"


@dataclass(frozen=True)
class Answer:
    """What a command printed, as data, or its message where it failed."""

    stacks: dict[str, Any] | None
    message: str = ""


def ask(command: Sequence[str], tree: Path, environment: dict[str, str]) -> Answer:
    """Runs a command in the tree's folder."""
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=LIMIT, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return Answer(None, f"no answer within {LIMIT} s")
    text = done.stderr + done.stdout
    if done.returncode:
        return Answer(None, text)
    try:
        return Answer(json.loads(done.stdout))
    except json.JSONDecodeError:
        return Answer(None, text)


def atmos(binary: Path, tree: Path, home: str) -> Answer:
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
    return ask([str(binary), *DESCRIBE], tree, environment)


def rootstock(tree: Path, home: str) -> Answer:
    """Our answer."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "PYTHONPATH": str(HERE), "ROOTSTOCK_CACHE": f"{home}/ours"}
    return ask([sys.executable, "-m", "cli", *DESCRIBE, "--config-root", str(tree)], tree, environment)


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


def compare(binary: Path, tree: Path, sections: Sequence[str], types: Sequence[str]) -> tuple[str, list[str]]:
    """A verdict on one tree, and lines that say more."""
    with tempfile.TemporaryDirectory() as home:
        theirs = atmos(binary, tree, home)
        ours = rootstock(tree, home)
    if theirs.stacks is None:
        said = [f"Atmos: {' '.join(theirs.message.split())[:600]}", f"ours: {' '.join(ours.message.split())[:600]}"]
        if ours.stacks is not None:
            return "DIFFERENT: only Atmos fails", said[:1]
        files = named(theirs.message, tree)
        if files and not files & named(ours.message, tree):
            return "DIFFERENT: both fail, on other files", said
        return f"same: both fail{' on ' + ', '.join(sorted(files)) if files else ''}", said
    if ours.stacks is None:
        return "DIFFERENT: only ours fails", [ours.message.strip()[:2000]]
    left, right = (instances(answer.stacks or {}, sections, types) for answer in (theirs, ours))
    lines = list(differences(left, right))
    count = sum(len(names) for types in left.values() for names in types.values())
    size = f"{len(left)} stacks, {count} instances"
    return (f"DIFFERENT in {len(lines)} places ({size})", lines) if lines else (f"same ({size})", [])


def main() -> int:
    """Prints a verdict for each tree, and what differs below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--atmos", type=Path, required=True, help="the Atmos binary")
    parser.add_argument("--sections", default=",".join(SECTIONS), help="sections to compare, or `all`")
    parser.add_argument("--types", default="", help="component types to compare, where that Atmos knows fewer")
    parser.add_argument("--show", type=int, default=20, help="lines shown of each tree that differs")
    options = parser.parse_args()
    sections = () if options.sections == "all" else tuple(options.sections.split(","))
    types = tuple(filter(None, options.types.split(",")))
    different = 0
    for tree in options.trees:
        verdict, lines = compare(options.atmos.resolve(), tree.resolve(), sections, types)
        print(f"{tree}: {verdict}", flush=True)
        if not verdict.startswith("same"):
            different += 1
        if not verdict.startswith("same ("):
            print("".join(f"    {line}\n" for line in lines[: options.show]), end="", flush=True)
    print(f"{len(options.trees)} trees, {len(options.trees) - different} the same, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
