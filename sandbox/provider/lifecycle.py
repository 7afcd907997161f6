"""Check, diff, create, read, update and delete of any simulated type: the table around the type's own calls."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from sandbox.provider import check, projection
from sandbox.provider.check import Failure, Surroundings
from sandbox.provider.difference import Difference, differences
from sandbox.provider.errors import Incomplete, NotFound, ProviderError, code, sentence
from sandbox.provider.naming import Naming
from sandbox.provider.paths import Path, covered
from sandbox.provider.registry import resource_class
from sandbox.provider.resource import Change, Resource
from sandbox.provider.session import Aws
from sandbox.provider.table import TypeFacts, type_facts
from sandbox.provider.tags import changes as tag_changes
from sandbox.provider.waiting import until
from sandbox.provider.wire import Properties, unknown_in

_SECONDS_UNTIL_SEEN = 30.0
_ELSEWHERE = re.compile(r"(.+)@([a-z]{2}(?:-[a-z]+)+-\d)")


@dataclass(frozen=True)
class Judged:
    """One difference, and whether it replaces the resource."""

    difference: Difference
    replaces: bool


@dataclass(frozen=True)
class Comparison:
    """What an update would change, and whether the old resource has to go before the new one is made."""

    judged: tuple[Judged, ...]
    delete_first: bool


class Lifecycle:
    """One simulated type under one configured provider. Raises NotSimulated for a type without a class."""

    def __init__(self, token: str, aws: Aws) -> None:
        self.facts: TypeFacts = type_facts(token)
        self._class = resource_class(token)
        self._aws = aws

    def check(self, news: Properties, olds: Properties, naming: Naming) -> tuple[Properties, list[Failure]]:
        """The complete inputs, and every mistake in them."""
        around = Surroundings(naming, self._aws.region, self._aws.tags)
        inputs, failures = check.checked(self.facts, news, olds, around)
        if not failures:
            failures = [Failure((name,) if name else (), reason) for name, reason in self._class.problems(inputs)]
        return inputs, failures

    def compare(self, state: Properties, news: Properties, ignored: Iterable[Path] = ()) -> Comparison:
        """The differences between state and inputs, except those below ignored paths.

        Raises ProviderError for a change that the real provider refuses already when it plans it.
        """
        resource = self._resource(state)
        skipped = tuple(ignored)
        for refusal in resource.refusals(state, news):
            raise ProviderError(refusal)
        judged = tuple(
            Judged(
                item, item.replaces == "always" or (item.replaces == "conditional" and resource.replaces(item, state))
            )
            for item in differences(self.facts.properties, state, news)
            if not covered(item.path, skipped) and not resource.suppresses(item, state, news)
        )
        return Comparison(judged, any(item.replaces for item in judged) and self._named_explicitly(news))

    def preview_create(self, inputs: Properties) -> Properties:
        """The outputs that a creation promises."""
        return projection.previewed(self.facts, inputs, None, ())

    def preview_update(self, state: Properties, news: Properties, ignored: Iterable[Path] = ()) -> Properties:
        """The outputs that an update promises."""
        unknown = self._resource(news).unknown_after(self._change(state, news, ignored))
        return projection.previewed(self.facts, news, state, unknown)

    def create(self, inputs: Properties) -> tuple[str, Properties]:
        """Id and outputs of a new resource. Raises Incomplete when it exists and is not finished."""
        resource = self._resource(inputs)
        identifier = resource.create(inputs)
        try:
            resource.complete(identifier, inputs)
            read = self._found(resource, identifier, inputs, "to appear after its creation")
        except Exception as error:
            given = {name: value for name, value in inputs.items() if name != check.DEFAULTS}
            left = self._half_way(identifier, {**given, "id": identifier})
            raise Incomplete(sentence(error), identifier, left) from None
        return identifier, projection.state(self.facts, identifier, inputs, read, self._aws.tags)

    def read(self, identifier: str, state: Properties, inputs: Properties) -> tuple[str, Properties, Properties]:
        """Id, outputs and inputs as AWS has them now. An empty ``state`` means import. Raises NotFound."""
        importing = not state
        if importing:
            if not self._class.importable:
                raise ProviderError(f"type '{self.facts.token}' cannot be imported")
            identifier, place = self._place(identifier)
            identifier, state = self._resource(place).adopt(identifier)
            state = {**place, **state}
        resource = self._resource(state)
        read = self._seen(resource, identifier, state)
        if read is None:
            raise NotFound(f"{self.facts.token} {identifier} does not exist")
        known = {**state, "region": resource.region} if self.facts.region else state
        outputs = projection.state(self.facts, identifier, known, read, self._aws.tags)
        if importing or not inputs:
            return identifier, outputs, projection.imported_inputs(self.facts, outputs)
        return identifier, outputs, projection.refreshed_inputs(self.facts, inputs, outputs)

    def update(self, identifier: str, state: Properties, news: Properties, ignored: Iterable[Path] = ()) -> Properties:
        """The outputs after an update. Raises Incomplete when it stopped half-way."""
        change = self._change(state, news, ignored)
        resource = self._resource(news)
        try:
            if self.facts.tags:
                # First, as the real provider does it: an update that reads what it made finds the tags as well.
                self._retag(resource, identifier, change)
            assumed = resource.update(identifier, change) if change.names - {"tags", "tagsAll"} else None
            read = assumed or self._found(resource, identifier, {**state, **news}, "to be read after its update")
        except Exception as error:
            raise Incomplete(sentence(error), identifier, self._half_way(identifier, state)) from None
        return projection.state(self.facts, identifier, self._given(state, news), read, self._aws.tags)

    def delete(self, identifier: str, state: Properties) -> None:
        """The resource is gone; it is no error when it was gone before."""
        tolerated = self._class.gone if self._class.gone_on_delete is None else self._class.gone_on_delete
        try:
            self._resource(state).delete(identifier, state)
        except Exception as error:
            if code(error) not in tolerated:
                raise

    def _place(self, identifier: str) -> tuple[str, Properties]:
        """Id and region of an import id: regional types take ``<id>@<region>``."""
        match = _ELSEWHERE.fullmatch(identifier) if self.facts.region else None
        return (match[1], {"region": match[2]}) if match else (identifier, {})

    def _resource(self, properties: Properties) -> Resource:
        region = properties.get("region")
        return self._class(self._aws, region if self.facts.region and isinstance(region, str) else None)

    def _found(self, resource: Resource, identifier: str, state: Properties, what: str) -> Properties:
        """As ``_seen``, for what must be there: AWS may take a moment to show it."""
        probe = partial(self._seen, resource, identifier, state)
        return until(probe, f"{self.facts.token} {identifier} {what}", _SECONDS_UNTIL_SEEN)

    def _seen(self, resource: Resource, identifier: str, state: Properties) -> Properties | None:
        try:
            return resource.read(identifier, state)
        except NotFound:
            return None
        except Exception as error:
            if code(error) in self._class.gone:
                return None
            raise

    def _change(self, state: Properties, news: Properties, ignored: Iterable[Path]) -> Change:
        changed = {str(item.difference.path[0]) for item in self.compare(state, news, ignored).judged}
        return Change(state, self._given(state, news), frozenset(changed))

    def _retag(self, resource: Resource, identifier: str, change: Change) -> None:
        if not change.of("tags", "tagsAll"):
            return
        setting, removing = tag_changes(change.old.get("tagsAll") or {}, change.new.get("tagsAll") or {})
        if setting or removing:
            resource.retag(identifier, change.old, setting, removing)

    def _given(self, state: Properties, news: Properties) -> Properties:
        """What was known before AWS answered: new inputs, and outputs and computed values of the old state."""
        kept = {
            name: state[name]
            for name, item in self.facts.properties.items()
            if name in state and name not in news and (item.output_only or item.computed)
        }
        return {**kept, **news}

    def _half_way(self, identifier: str, state: Properties) -> Properties:
        """The state after a call that failed: as AWS has it, if it can still be asked."""
        try:
            return self.read(identifier, state, {})[1]
        except Exception:
            return state

    def _named_explicitly(self, news: Properties) -> bool:
        """The real provider deletes first when a name was given, because the new resource could not have it else."""
        named = self.facts.auto_named
        return bool(
            named
            and named.name in news
            and check.DEFAULTS in news
            and named.name not in news[check.DEFAULTS]
            and not unknown_in(news[named.name])
        )


def _conditionally(resource: Resource, difference: Difference, state: Properties) -> bool:
    return difference.replaces == "conditional" and resource.replaces(difference, state)


def kind(judged: Judged) -> str:
    """The engine's word for a difference: ADD, ADD_REPLACE, DELETE, …"""
    word = judged.difference.kind.upper()
    return f"{word}_REPLACE" if judged.replaces else word


def top_level(judged: Iterable[Judged]) -> list[str]:
    """The names of the top-level properties that differ, in order, each once."""
    return list(dict.fromkeys(str(item.difference.path[0]) for item in judged))
