"""What `adopt` prints of an adoption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.table import columns
from cli.terminal import say
from cli.words import counted

if TYPE_CHECKING:
    from operate.adopt import Adoption, Proof
    from operate.adopt.takeover import TakenOver


def lines_of_adoption(found: Adoption, with_text: bool) -> Iterator[str]:
    """What was read, what is written, and what is left alone. ``with_text`` shows the files themselves."""
    seen = found.inventory
    yield (
        f"Organization {seen.organization_id}: {counted(len(seen.accounts), 'account')}, "
        f"{counted(len(seen.units), 'organizational unit')}, {counted(len(seen.policies), 'policy')}".replace(
            "policys", "policies"
        )
    )
    yield f"Read with {counted(sum(seen.calls.values()), 'call')}: {_calls(seen.calls)}"
    if not found.files:
        yield "The configuration has all of it already."
    for path in found.files:
        yield f"  {_verb(found, path):<9}{shown(path)}"
    if found.left:
        yield "Left alone:"
        rows = [(f"  {one.kind}", one.name, one.id, one.why) for one in found.left]
        yield from columns(rows)
    if with_text:
        for path, text in found.files.items():
            yield ""
            yield f"--- {shown(path)}"
            yield text.rstrip("\n")


def say_how_it_ended(stack: str, ended: TakenOver) -> None:
    """Tells a person how taking it over ended, and what is left to do."""
    from operate.adopt.takeover import Ending

    left = ended.proof.changes if ended.proof else ()
    match ended.ending:
        case Ending.FAILED:
            say(f"{stack} did not get done: {ended.cause}")
            say("The files are written; the same command goes on from here.")
        case Ending.DECLINED:
            say("Nothing was imported. The files are written; the same command goes on from here.")
            return
        case Ending.UNPROVEN:
            say(f"The preview would change {counted(len(left), 'object')} in AWS, which adopting must not:")
        case Ending.PROVEN if left:
            say(f"All of it is in the state. What {stack} has to change besides was so before:")
            say(f"./rootstock deploy {stack} does it.")
        case Ending.PROVEN:
            say(f"Proven: the preview of {stack} shows no change.")
    for one in left:
        say(f"  {one.op} {one.urn}")


def shown(path: Path) -> str:
    """The path as a user would type it: relative to the current folder when below it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def report_data(found: Adoption, seen: Proof | None, proven: bool) -> dict[str, Any]:
    """The same as data."""
    return {
        "organization": found.inventory.organization_id,
        "accounts": len(found.inventory.accounts),
        "organizational_units": len(found.inventory.units),
        "policies": len(found.inventory.policies),
        "calls": dict(sorted(found.inventory.calls.items())),
        "files": {str(path): text for path, text in found.files.items()},
        "left_alone": [{"kind": one.kind, "name": one.name, "id": one.id, "why": one.why} for one in found.left],
        "imports": dict(seen.imports) if seen else {},
        "changes": [f"{one.op} {one.urn}" for one in seen.changes] if seen else [],
        "proven": proven,
    }


def _calls(calls: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(calls.items(), key=lambda one: (-one[1], one[0])))


def _verb(found: Adoption, path: Path) -> str:
    if not path.exists():
        return "new"
    return "replaced" if path in found.replaced else "completed"
