"""The course of many lives at once: what was otherwise than expected, a sentence each."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import botocore.session
import jmespath
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.sandbox.provider.lives.stack import Stack, Step
from tests.sandbox.provider.lives.table import Call, Life, Table

_REFERENCE = re.compile(r"\$\{([^}]+)\}")
_SILENT = frozenset({"tags", "tagsAll"})


class Course:
    """Created, found unchanged, updated, planned to be replaced, changed from outside, repaired, imported, deleted.

    ``account`` has to be a fresh one of the simulated AWS at ``url``. ``said`` hears what is done, with its seconds.
    """

    def __init__(self, table: Table, home: Path, url: str, account: str, said: Callable[[str], None]) -> None:
        self._table = table
        self._home = home
        self._url = url
        self._account = account
        self._said = said
        self._session = botocore.session.get_session()
        self._states: dict[str, dict[str, Any]] = {}
        self.wrong: list[str] = []

    def run(self) -> list[str]:
        """Everything, in order; the answer is ``wrong``."""
        for call in self._table.before:
            self._ask(call, "us-east-1")
        most = max(len(life.updates) for life in self._table.lives.values())
        self._timed("create", self._create)
        self._timed("plan nothing", self._unchanged)
        for number in range(most):
            self._timed(f"update {number + 1} of {most}", lambda number=number: self._update(number))
        self._timed("plan replacements", lambda: self._replacements(most))
        self._timed("change from outside", lambda: self._outside(most))
        self._timed("import", self._import)
        self._timed("delete", self._delete)
        return self.wrong

    @cached_property
    def _stack(self) -> Stack:
        return Stack(self._home, "first", self._url, self._account)

    def _create(self) -> None:
        self._stack.write(self._table.everything, 0)
        steps = self._stack.run("up")
        self._states = self._stack.states()
        for life in self._table.lives.values():
            self._expect(life, "creation", steps[life.name].operation, "create")
            identifier, expected = self._states[life.name]["id"], self._resolved(life, life.id)
            if not re.fullmatch(expected, identifier):
                self.wrong.append(f"{life.name}: the id is {identifier} and should be like {expected}")
            self._expect_shown(life, "creation", life.shows)

    def _unchanged(self) -> None:
        self._expect_steps("second plan", self._stack.run("preview", "--refresh"), {})

    def _update(self, number: int) -> None:
        self._stack.write(self._table.everything, number + 1)
        steps = self._stack.run("up")
        expected = {
            life.name: frozenset(life.updates[number])
            for life in self._table.lives.values()
            if number < len(life.updates)
        }
        self._expect_steps(f"update {number + 1}", steps, expected)
        self._states = self._stack.states()
        for life in self._table.lives.values():
            if number + 1 == len(life.updates):
                self._expect_shown(life, f"update {number + 1}", life.updated)

    def _replacements(self, updates: int) -> None:
        for place in range(max(len(life.replaces) for life in self._table.lives.values())):
            chosen = {
                life.name: list(life.replaces)[place]
                for life in self._table.lives.values()
                if place < len(life.replaces)
            }
            instead = {name: {key: self._table.lives[name].replaces[key]} for name, key in chosen.items()}
            self._stack.write(self._table.everything, updates, instead)
            steps = self._stack.run("preview")
            for name, key in chosen.items():
                step = steps[name]
                if (step.operation, step.replacing) != ("replace", frozenset({key})):
                    said = f"{step.operation} for {sorted(step.replacing or step.properties)}"
                    self.wrong.append(f"{name}: another {key} should replace it, and the plan is: {said}")
        self._stack.write(self._table.everything, updates)

    def _outside(self, updates: int) -> None:
        chosen = [life for life in self._table.lives.values() if life.outside]
        for life in chosen:
            self._ask(self._call(life, life.outside), life.region)
        steps = self._stack.run("up", "--refresh")
        for life in chosen:
            step = steps[life.name]
            if (step.operation, step.properties - _SILENT) != ("update", life.drift - _SILENT):
                said = f"{step.operation} of {sorted(step.properties)}"
                self.wrong.append(f"{life.name}: an outside change of {sorted(life.drift)} led to: {said}")
        self._expect_steps("plan after a repair", self._stack.run("preview", "--refresh"), {})
        self._states = self._stack.states()

    def _import(self) -> None:
        second = Stack(self._home, "second", self._url, self._account)
        second.run("up")
        identifiers = {
            life.name: self._resolved(life, life.import_id) + (f"@{life.region}" if life.region else "")
            for life in self._table.lives.values()
            if life.import_id is not None
        }
        second.adopt(self._table.lives, identifiers)
        imported = second.states()
        for name in identifiers:
            life, known, found = self._table.lives[name], self._states[name]["outputs"], imported[name]["outputs"]
            for key in sorted({*known, *found} - life.forgotten):
                if not _alike(known.get(key), found.get(key)):
                    self.wrong.append(f"{name}: imported with {key} {found.get(key)!r} instead of {known.get(key)!r}")

    def _delete(self) -> None:
        gone = [name for name in self._table.everything if name not in self._table.kept]
        targets = [f"--target={self._states[name]['urn']}" for name in gone] if self._table.kept else []
        self._stack.run("destroy", *targets)
        for life in self._table.lives.values():
            if life.name in self._table.kept:
                continue
            if isinstance(life.deleted, str) and life.deleted:
                self._expect(life, "deletion", self._refusal(life), life.deleted)
            elif life.deleted:
                self._expect_shown(life, "deletion", life.deleted)

    def _expect(self, life: Life, moment: str, found: Any, expected: Any) -> None:
        if found != expected:
            self.wrong.append(f"{life.name}: after its {moment} {found!r} instead of {expected!r}")

    def _expect_steps(self, moment: str, steps: Mapping[str, Step], expected: Mapping[str, frozenset[str]]) -> None:
        for name, step in steps.items():
            if name not in self._table.everything:
                continue
            wanted = expected.get(name)
            if wanted is None and step.operation not in ("same", "refresh"):
                self.wrong.append(f"{name}: {moment}: {step.operation} of {sorted(step.properties)} without a reason")
            elif wanted is not None and (step.operation, step.properties - {"tagsAll"}) != ("update", wanted):
                said = f"{step.operation} of {sorted(step.properties)}"
                self.wrong.append(f"{name}: {moment}: {said} instead of an update of {sorted(wanted)}")

    def _expect_shown(self, life: Life, moment: str, values: Mapping[str, Any]) -> None:
        if not values:
            return
        try:
            shown = self._ask(self._call(life, life.look), life.region)
        except ClientError as error:
            self.wrong.append(f"{life.name}: after its {moment} AWS says: {error}")
            return
        for path, expected in values.items():
            wanted = json.loads(self._resolved(life, json.dumps(expected)))
            found = jmespath.search(path, shown)
            if found != wanted:
                self.wrong.append(f"{life.name}: after its {moment} AWS shows {path} {found!r} instead of {wanted!r}")

    def _refusal(self, life: Life) -> str:
        try:
            return f"no error, but {self._ask(self._call(life, life.look), life.region)}"
        except ClientError as error:
            return str(error.response["Error"]["Code"])

    def _call(self, life: Life, call: Call | None) -> Call:
        assert call is not None, f"{life.name} has nothing to look at"
        arguments = json.loads(self._resolved(life, json.dumps(_with_texts(call.arguments))))
        return Call(call.service, call.operation, arguments)

    def _resolved(self, life: Life, text: str | None) -> str:
        def value(match: re.Match[str]) -> str:
            if match[1] == "account":
                return self._account
            name, _, output = match[1].partition(".")
            state = self._states[life.name if name == "id" else name]
            found: Any = state["outputs"] if output else state["id"]
            for part in output.split(".") if output else ():
                found = found[int(part) if part.isdigit() else part]
            return str(found)

        return _REFERENCE.sub(value, text or "")

    def _ask(self, call: Call, region: str) -> Any:
        # S3 Control puts the account in front of the host's name; in front of a user's name it does no harm.
        url = self._url.replace("//", "//s3@") if call.service == "s3control" else self._url
        client = self._session.create_client(
            call.service,
            region_name=region or "us-east-1",
            endpoint_url=url,
            aws_access_key_id=self._account,
            aws_secret_access_key="sandbox",
            config=Config(s3={"addressing_style": "path"}),
        )
        arguments = json.loads(json.dumps(call.arguments).replace("${account}", self._account))
        return getattr(client, call.operation)(**arguments)

    def _timed(self, what: str, act: Callable[[], None]) -> None:
        began, wrong = time.monotonic(), len(self.wrong)
        act()
        self._said(f"{what}: {time.monotonic() - began:.1f} s")
        for one in self.wrong[wrong:]:
            self._said(f"otherwise than expected: {one}")


def _with_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        if list(value) == ["json"]:
            return json.dumps(value["json"])
        return {key: _with_texts(item) for key, item in value.items()}
    return [_with_texts(item) for item in value] if isinstance(value, list) else value


def _alike(one: Any, other: Any) -> bool:
    """Equal, whatever the order of a list and the spelling of a JSON document."""
    return bool(_normal(one) == _normal(other))


def _normal(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return _normal(json.loads(value))
        except ValueError:
            return value
    if isinstance(value, Mapping):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((_normal(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
