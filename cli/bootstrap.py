"""What a bootstrap tells: steps as they go, and what is left to do at its end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cli import exit_code
from cli.ending import text
from cli.progress import follow
from cli.progress.machine import write_event
from cli.terminal import look, say
from operate.bootstrap.step import Planned

if TYPE_CHECKING:
    from operate.bootstrap.allowance import Allowance
    from operate.bootstrap.bootstrap import Bootstrap, Outside
    from operate.bootstrap.standing import Standing
    from operate.deploy import Plan, Report
    from operate.pulumi import Pulumi

_BACKEND = "PULUMI_BACKEND_URL"


class Teller:
    """Tells a person on standard error, or a machine on standard output: one JSON document a line."""

    def __init__(self, as_events: bool, again: str) -> None:
        self._as_events = as_events
        self._again = again
        self._paint = look(sys.stderr).paint
        self._total = 0

    def outside(self) -> Outside:
        """Runs stacks with their progress shown, and tells notices."""
        from operate.bootstrap.bootstrap import Outside
        from operate.deploy import deploy
        from operate.pulumi import Operation

        def run(plan: Plan, pulumi: Pulumi) -> Report:
            planned = plan.operation is Operation.PREVIEW
            with follow(plan.after, planned, self._as_events) as progress:
                return deploy(plan, pulumi, progress.hear)

        return Outside(run, self._notice)

    def plan(self, steps: Sequence[Planned], now: Standing | None) -> None:
        """The steps, each with whether it is done."""
        self._total = len(steps)
        if self._as_events:
            told = [{"step": one.step.value, "text": one.text, "done": one.done} for one in steps]
            write_event(sys.stdout, "plan", account=now.account_id if now else None, steps=told)
            return
        if now:
            say(f"Account {now.account_id}:")
        for number, one in enumerate(steps, 1):
            mark = self._paint("done", "green") if one.done else "    "
            say(f"  {number}. {mark} {self._paint(one.text, 'dim') if one.done else one.text}")

    def begins(self, planned: Planned, number: int) -> None:
        """A step begins."""
        if self._as_events:
            write_event(sys.stdout, "step", step=planned.step.value, status="begun")
        else:
            say()
            say(self._paint(f"Step {number} of {self._total}: {planned.text}", "bold"))

    def ended(self, planned: Planned) -> None:
        """A step is done."""
        if self._as_events:
            write_event(sys.stdout, "step", step=planned.step.value, status="done")

    def failed(self, report: Report) -> int:
        """The run of a stack did not get done. Answers the exit code."""
        if self._as_events:
            from operate.summary import as_data

            write_event(sys.stdout, "ended", **as_data(report))
        else:
            sys.stdout.write("\n".join(text(report, self._again, (), look(sys.stdout))) + "\n")
        return exit_code.INTERRUPTED if report.interrupted else exit_code.PROBLEMS

    def short_of_accounts(self, allowed: Allowance | None) -> None:
        """What to ask AWS for, where more accounts are configured than it allows."""
        if allowed is None or allowed.is_enough:
            return
        if self._as_events:
            write_event(
                sys.stdout,
                "account_limit",
                wanted=allowed.wanted,
                allowed=allowed.allowed,
                asked=allowed.asked,
                request=allowed.request,
            )
            return
        say()
        say(
            f"AWS allows {allowed.allowed} accounts in this organization, and the configuration makes {allowed.wanted}."
        )
        if allowed.asked and allowed.asked >= allowed.wanted:
            say(f"{allowed.asked} are asked for already: wait until AWS has granted them. Then go on:")
        else:
            say("Ask for more, in the management account; AWS answers within a few days:")
            say(f"  {self._paint(allowed.request, 'cyan')}")
            say("When it is granted, go on. What exists is kept:")
        say(f"  {self._paint(self._again, 'cyan')}")

    def end(self, bootstrap: Bootstrap) -> None:
        """Where the state is now, what to commit, and what is left to write."""
        from operate.bootstrap.access import organization_id

        backend, aside = bootstrap.backend, bootstrap.aside()
        found = None if backend.variables.organization_id else organization_id(bootstrap.in_bucket.environment)
        place = backend.instance.position(("vars",))
        if self._as_events:
            write_event(
                sys.stdout,
                "bootstrapped",
                backend=backend.url,
                secrets_provider=backend.secrets_provider,
                kept_aside=str(aside) if aside else None,
                organization_id=found,
            )
            return
        paint = self._paint
        say()
        say(f"The state of all stacks is in {paint(backend.url, 'bold')}; Pulumi.yaml names it.")
        if aside:
            say(f"The old state of {backend.stack} is kept in {aside}. Nothing reads it any more.")
        if os.environ.get(_BACKEND) not in (None, backend.url) and bootstrap.is_checkout:
            say(f"{_BACKEND} is set in your shell and wins over Pulumi.yaml: {paint(f'unset {_BACKEND}', 'cyan')}")
        if bootstrap.is_checkout:
            say("Commit Pulumi.yaml and the stack files: everybody else needs the backend and the keys in them.")
            say(f"  {paint('git add Pulumi.yaml Pulumi.*.yaml && git commit', 'cyan')}")
        if found:
            say("The access roles trust this account alone. To let in roles of the organization's accounts, write in")
            say(f"{place.file}, under `vars` of '{backend.instance.name}':")
            say(f"  {paint(f'organization_id: {found}', 'cyan')}")
            say(f"  {paint(f'./rootstock deploy {backend.stack}', 'cyan')}")

    def _notice(self, told: str) -> None:
        if self._as_events:
            write_event(sys.stdout, "notice", text=told)
        else:
            say(f"  {self._paint(told, 'yellow')}")
