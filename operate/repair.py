"""Puts right what stops a run: no stack yet, a dead run's lock, what it left under way, an account out of reach."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from operate.command import Commands, Heard
from operate.existing import id_in_aws
from operate.lock import Holder, holders
from operate.lost import lost_creations
from operate.pending import begun, begun_twice, pending
from operate.pulumi import Operation, Pulumi
from operate.reach import answers, refused_roles
from operate.taking_in import begin, held, taken_in
from operate.unread import remember, remembered
from operate.urn import Urn

_LOOK_AGAIN = 0.5
_CUT_OFF = "use of closed network connection"
"""Said of a connection that AWS's own library closes now and then while it reads an answer (decision 0078)."""
_PATIENCE = {Operation.UP: 300.0, Operation.PREVIEW: 20.0}
"""Seconds that an account may take to answer. A preview gives up early: most often it finds a role that is misnamed."""


class Repair:
    """The remedies for one stack and one operation on it."""

    def __init__(
        self, stack: str, operation: Operation, pulumi: Pulumi, commands: Commands, secrets_provider: str | None
    ) -> None:
        self._stack = stack
        self._operation = operation
        self._pulumi = pulumi
        self._commands = commands
        self._secrets_provider = secrets_provider

    def done(self, heard: Heard) -> bool:
        """Whether what stopped the operation was put right, so that it may be run again."""
        if f"no stack named '{self._stack}' found" in heard.output:
            return self._commands.succeed(self._pulumi.init(self._stack, self._secrets_provider))
        if _CUT_OFF in heard.output or any(_CUT_OFF in one.message for one in heard.diagnostics):
            self._commands.notice("an answer of AWS was cut off on its way: trying again")
            return True
        if self.read_at_last():
            return True
        left = pending(heard.diagnostics)
        if begun_twice(left, heard.failed):
            # One that exists already is a sign of a run that was killed: the others it had begun may exist as well.
            return self._take_in(begun(left))
        if lost := lost_creations(self._pulumi.event_log(self._stack), heard.diagnostics):
            return self._take_in((), lost)
        if roles := refused_roles(one.message for one in heard.diagnostics):
            return self._reached(roles)
        owners = holders(heard.output)
        if not owners or not all(owner.is_here for owner in owners):
            return False
        if living := [owner for owner in owners if owner.is_alive]:
            return self._waited_for(living)
        gone = ", ".join(map(str, owners))
        self._commands.notice(f"cleared a lock that an ended run left behind: {gone}")
        return self._commands.succeed(self._pulumi.cancel(self._stack))

    def read_at_last(self) -> bool:
        """Whether something was read from AWS that a run put into the state before it was killed.

        An import forgets what was pending, so nothing but a file of ours tells. What AWS does not have would count as
        made, and has left the state now: the operation is to be run again.
        """
        unread = self._pulumi.unread(self._stack)
        ids = remembered(unread)
        if not ids or self._operation is not Operation.UP or self._commands.interrupted:
            return False
        file = self._pulumi.state(self._stack)
        try:
            if not self._commands.succeed(self._pulumi.export(self._stack, file)):
                return False
            there = held(json.loads(file.read_text()), ids)
            if there and not self._commands.succeed(self._pulumi.reread(self._stack, there)):
                return False
        finally:
            file.unlink(missing_ok=True)
        unread.unlink()
        return bool(there)

    def forget_pending(self, heard: Heard) -> None:
        """Pending operations outlive the good run that repeated them; each later run would warn of them."""
        left = pending(heard.diagnostics)
        if left and self._operation is Operation.UP and not self._commands.interrupted:
            named = ", ".join(str(Urn.parse(urn)) for urn in left)
            self._commands.notice(f"forgetting what a broken run left pending: {named}")
            self._commands.run(self._pulumi.clear_pending(self._stack, left))

    def _take_in(self, urns: Sequence[str], lost: Mapping[str, Mapping[str, Any]] | None = None) -> bool:
        """Whether something that a broken run had created was found in AWS, and is in the state now.

        ``urns`` are pending in the state; ``lost`` are not, as the engine's events tell them.
        """
        file, unread = self._pulumi.state(self._stack), self._pulumi.unread(self._stack)
        try:
            if not self._commands.succeed(self._pulumi.export(self._stack, file)):
                return False
            before = file.read_text()
            state = json.loads(before)
            environment = self._pulumi.environment
            urns = [*urns, *begin(state, lost or {})]
            candidates = taken_in(state, urns, lambda one, provider: id_in_aws(one, provider, environment))
            if not candidates:
                return False
            file.write_text(json.dumps(state))
            remember(unread, candidates)
            if not self._commands.succeed(self._pulumi.take_back(self._stack, file)):
                return False
            if not self._commands.succeed(self._pulumi.reread(self._stack, candidates)):
                # It is somebody else's, or nobody could be asked: the state is as it was.
                file.write_text(before)
                self._commands.run(self._pulumi.take_back(self._stack, file))
                return False
            return self._tell_taken_in(candidates, file)
        finally:
            file.unlink(missing_ok=True)
            unread.unlink(missing_ok=True)

    def _tell_taken_in(self, candidates: Mapping[str, str], file: Path) -> bool:
        if not self._commands.succeed(self._pulumi.export(self._stack, file)):
            return False
        found = held(json.loads(file.read_text()), candidates)
        if found:
            named = ", ".join(f"{Urn.parse(urn)} ({found_id})" for urn, found_id in found.items())
            self._commands.notice(f"taking in what a broken run had created: {named}")
        return bool(found)

    def _reached(self, roles: Sequence[str]) -> bool:
        """Whether all roles could be assumed in the end: those of a new account answer some time after it exists."""
        patience = _PATIENCE[self._operation]
        self._commands.notice(f"trying for up to {patience:.0f} s until it answers: {', '.join(roles)}")
        return all(answers(role, self._pulumi.environment, patience, self._commands.pause) for role in roles)

    def _waited_for(self, owners: Sequence[Holder]) -> bool:
        """Whether all owners ended before anybody asked to stop."""
        self._commands.notice(f"waiting for another pulumi that works on this stack: {', '.join(map(str, owners))}")
        while any(owner.is_alive for owner in owners):
            if self._commands.pause(_LOOK_AGAIN):
                return False
        return True
