"""What a deployment would do, from the previews of its stacks: to be read, agreed to, and then carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from operate.deploy import Decide, Plan, Report
from operate.events import Step
from operate.news import Outcome, StackResult
from operate.pulumi import Operation
from operate.schedule import heights

_NEVER_REMOVED = (
    "aws:organizations/organization:Organization",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
    "aws:organizations/account:Account",
)
_REPLACED = ("replace", "create-replacement", "delete-replaced", "discard-replaced")
_REMOVED = ("delete", "discard")
_REFUSED = ("marked for protection", "cannot be deleted", "resource is protected")


@dataclass(frozen=True)
class Removal:
    """A resource that would be replaced or deleted. ``forbidden`` where it must not be."""

    stack: str
    step: Step
    replaced: bool
    forbidden: bool


@dataclass(frozen=True)
class Forecast:
    """The previews of several stacks, added up."""

    report: Report

    @property
    def waiting(self) -> dict[str, str]:
        """Stacks that cannot be previewed yet, each with what they wait for: ``after core-root``."""
        return {one.stack: one.cause or "" for one in self._of(Outcome.WAITING)}

    @property
    def failed(self) -> tuple[StackResult, ...]:
        """Stacks whose preview failed."""
        return tuple(self._of(Outcome.FAILED))

    @property
    def changing(self) -> tuple[StackResult, ...]:
        """Stacks with something to do; changed exports alone are something too."""
        return tuple(one for one in self._of(Outcome.SUCCEEDED) if not _still(one))

    @property
    def kinds(self) -> dict[str, dict[str, int]]:
        """For each kind of resource, how often each change is made to it: ``{"Account": {"create": 2}}``."""
        counts: dict[str, Counter[str]] = {}
        for _, step in self._steps():
            if step.op not in _REPLACED[1:]:
                counts.setdefault(step.urn.kind, Counter())[step.op] += 1
        return {kind: dict(sorted(ops.items())) for kind, ops in sorted(counts.items())}

    @property
    def removals(self) -> tuple[Removal, ...]:
        """Every replacement and deletion by name."""
        found: dict[tuple[str, str], Removal] = {}
        for stack, step in self._steps():
            if step.op in (*_REPLACED, *_REMOVED):
                key = (stack, f"{step.urn.type} {step.urn.name}")
                old = found.get(key)
                replaced = step.op in _REPLACED or bool(old and old.replaced)
                forbidden = step.protected or step.urn.type in _NEVER_REMOVED or bool(old and old.forbidden)
                told = step if step.because or old is None else old.step
                found[key] = Removal(stack, told, replaced, forbidden)
        return tuple(found[key] for key in sorted(found))

    @property
    def forbidden(self) -> bool:
        """Whether something would be replaced or deleted that must not be."""
        refused = any(words in (one.cause or "") for one in self.failed for words in _REFUSED)
        return refused or any(one.forbidden for one in self.removals)

    def _of(self, outcome: Outcome) -> Iterator[StackResult]:
        return (one for one in self.report.results if one.outcome is outcome)

    def _steps(self) -> Iterator[tuple[str, Step]]:
        """Each change to what a stack is made of; a provider is only the way there."""
        return (
            (one.stack, step)
            for one in self.report.results
            for step in one.steps
            if not step.urn.is_stack and not step.urn.type.startswith("pulumi:providers:")
        )


def to_preview(plan: Plan) -> Plan:
    """The plan as previews, all at once: they read what is there, so none waits for another.

    What comes after a stack that has never been brought up is not tried: it could only fail.
    """

    def decide(stack: str, ended: Mapping[str, StackResult]) -> StackResult | None:
        first = _new_before(stack, plan.after, ended)
        return StackResult(stack, Outcome.WAITING, cause=f"after {first}") if first else None

    alone = {stack: frozenset[str]() for stack in plan.after}
    return replace(plan, operation=Operation.PREVIEW, after=alone, ranks=heights(plan.after), decide=decide)


def to_carry_out(plan: Plan, forecast: Forecast) -> Plan:
    """The plan without the stacks that have nothing to do, as long as nothing that they read changes on the way.

    Stacks whose preview failed fail with it, and stop what depends on them.
    """
    return replace(plan, operation=Operation.UP, decide=_as_foreseen(plan, forecast))


def _as_foreseen(plan: Plan, forecast: Forecast) -> Decide:
    foreseen = {one.stack: one for one in forecast.report.results}

    def decide(stack: str, ended: Mapping[str, StackResult]) -> StackResult | None:
        seen = foreseen.get(stack)
        if seen is None or any(ended[before].exports_changed for before in plan.after[stack] if before in ended):
            return None
        return seen if seen.outcome is Outcome.FAILED or (seen.outcome is Outcome.SUCCEEDED and _still(seen)) else None

    return decide


def _still(result: StackResult) -> bool:
    return not (result.changed or result.exports_changed or result.pending)


def _new_before(stack: str, after: Mapping[str, AbstractSet[str]], ended: Mapping[str, StackResult]) -> str | None:
    """The first stack, on the way down to this one, that has never been brought up."""
    for one in sorted(after.get(stack, ())):
        further = _new_before(one, after, ended)
        if further:
            return further
        if one in ended and ended[one].new:
            return one
    return None
