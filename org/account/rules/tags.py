"""RS209: tags that AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.finding import Path, Problem
from org.account.subject import Subject
from org.account.tags import account_tags, unit_tags

RULE = "RS209"


def tags(subject: Subject) -> Iterator[Problem]:
    """A problem for each account and unit with too many tags, or with one that is too long."""
    variables = subject.variables
    for unit in subject.structure.units:
        label = f"organizational unit '{unit.path}'"
        yield from _of(subject, label, unit_tags(variables, unit), unit.address)
    for member in subject.structure.members:
        yield from _of(subject, f"account '{member.key}'", account_tags(variables, member), member.address)


def _of(subject: Subject, label: str, final: Mapping[str, str], address: Path) -> Iterator[Problem]:
    limits = subject.limits
    if len(final) > limits.of("tags"):
        text = f"{len(final)} tags, those of the context included; AWS takes {limits.of('tags')}"
        yield Problem(RULE, f"{label}: {text}", (*address, "tags"))
    for key, value in final.items():
        for what, text, most in (
            ("key", key, limits.of("tag_key_length")),
            ("value", value, limits.of("tag_value_length")),
        ):
            if len(text) > most:
                place = "description" if key == "Description" else "tags"
                message = f"{label}: the {what} of tag '{key[:40]}' has {len(text)} characters; AWS takes {most}"
                yield Problem(RULE, message, (*address, place))
