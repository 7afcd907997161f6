"""RS215: an override of a limit that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from model.finding import Problem, suggestion
from model.limits import aws_limits
from org.account.subject import Subject

RULE = "RS215"


def known_limits(subject: Subject) -> Iterator[Problem]:
    """A problem for each unknown name under `limits`."""
    known = [limit.name for limit in aws_limits()]
    for name in subject.variables.limits:
        if name not in known:
            yield Problem(RULE, f"no limit is named '{name}'{suggestion(name, known)}", ("vars", "limits", name))
