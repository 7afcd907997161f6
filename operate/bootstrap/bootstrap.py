"""Takes the steps that bring the state into its bucket. Each can be broken off and taken again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from operate.bootstrap import begun, project_file, stacks
from operate.bootstrap.backend import Backend
from operate.bootstrap.command import run
from operate.bootstrap.disk import Disk
from operate.bootstrap.standing import Standing, standing
from operate.bootstrap.step import BY_COMMAND, Planned, Step, words
from operate.deploy import Plan, Report
from operate.errors import OperateError
from operate.news import Outcome
from operate.pulumi import Operation, Pulumi
from operate.stack_file import take_key
from operate.stack_list import listed_stacks

_BACKEND = "PULUMI_BACKEND_URL"


@dataclass(frozen=True)
class Outside:
    """What a bootstrap tells and asks of the command: runs of stacks with their progress, and notices."""

    deploy: Callable[[Plan, Pulumi], Report]
    notice: Callable[[str], None]


class Bootstrap:
    """The bootstrap of one configuration. ``others`` are all stacks but the backend's own."""

    def __init__(
        self, backend: Backend, disk: Disk, pulumi: Pulumi, others: Collection[str], outside: Outside, workers: int
    ) -> None:
        self.backend = backend
        self._disk = disk
        self._pulumi = pulumi
        self._others = others
        self._outside = outside
        self._workers = workers

    @property
    def in_bucket(self) -> Pulumi:
        """The engine's command line on the state in the bucket."""
        return replace(self._pulumi, environment={**self._pulumi.environment, _BACKEND: self.backend.url})

    @property
    def is_checkout(self) -> bool:
        """Whether Pulumi.yaml and the stack files are the checkout's own, to be committed."""
        return self.project == self._pulumi.directory

    def alone(self) -> AbstractContextManager[None]:
        """While inside, no other bootstrap of this project runs on this machine. Raises OperateError when one does."""
        return self._disk.alone()

    @property
    def project(self) -> Path:
        """The folder with Pulumi.yaml and the stack files."""
        return self._disk.project

    def standing(self) -> Standing:
        """How far it has come. Raises OperateError."""
        return standing(self.backend, self._disk, self._pulumi)

    def planned(self, now: Standing | None) -> tuple[Planned, ...]:
        """The steps in order. None where AWS could not be asked: then none counts as done."""
        done = now.done() if now else frozenset()
        return tuple(Planned(step, words(step, self.backend), step in done) for step in BY_COMMAND)

    def take(self, step: Step) -> Report | None:
        """Takes one step; the report of the run that it was, where it was one. Raises OperateError."""
        match step:
            case Step.CREATE:
                return self._create()
            case Step.ENCRYPT:
                self._encrypt()
            case Step.MOVE:
                self._move()
            case Step.VERIFY:
                return self._verify()
            case Step.SETTLE:
                self._settle()
            case Step.STACKS:
                made = stacks.make(
                    self.in_bucket, self.project, self._others, self.backend.secrets_provider, self._workers
                )
                self._outside.notice(f"{len(made)} made, {len(self._others) - len(made)} there")
            case _:
                raise ValueError(step)
        return None

    def aside(self) -> Path | None:
        """Where the old state is kept."""
        return self._disk.aside()

    def _create(self) -> Report:
        on_disk = self._on_disk()
        if self._disk.holds(self.backend.stack):
            begun.take_in(on_disk, self.backend.stack, self._outside.notice)
        return self._outside.deploy(self._plan(Operation.UP), on_disk)

    def _encrypt(self) -> None:
        stack, provider = self.backend.stack, self.backend.secrets_provider
        if self._disk.encrypted_with(stack) != provider:
            on_disk = self._on_disk()
            run(on_disk, stack, on_disk.change_secrets_provider(stack, provider))

    def _move(self) -> None:
        stack, on_disk, in_bucket = self.backend.stack, self._on_disk(), self.in_bucket
        # With the data key of the state that comes, what is encrypted in it stays as it is.
        take_key(self._disk.stack_file(stack), self.project / f"Pulumi.{stack}.yaml")
        if stack not in listed_stacks(in_bucket):
            run(in_bucket, stack, in_bucket.init(stack, self.backend.secrets_provider))
        file = on_disk.state(stack)
        try:
            run(on_disk, stack, on_disk.export(stack, file))
            run(in_bucket, stack, in_bucket.take_back(stack, file))
        finally:
            file.unlink(missing_ok=True)

    def _verify(self) -> Report:
        stack = self.backend.stack
        report = self._outside.deploy(self._plan(Operation.PREVIEW), self.in_bucket)
        for result in report.results:
            if result.outcome is Outcome.SUCCEEDED and (result.changed or result.exports_changed):
                raise OperateError(
                    f"The state of {stack} is in the bucket, and a preview shows changes. Was the configuration edited "
                    f"meanwhile? Look at them with `pulumi preview --stack {stack} --diff`, bring them up with "
                    f"`pulumi up --stack {stack}` (both with {_BACKEND}='{self.backend.url}'), and run "
                    f"bootstrap again. The old state is untouched in {self._disk.folder}"
                )
        return report

    def _settle(self) -> None:
        if project_file.backend_url(self.project) is None:
            project_file.set_backend(self.project, self.backend.url)
        self._disk.put_aside()

    def _on_disk(self) -> Pulumi:
        return self._disk.pulumi(self._pulumi)

    def _plan(self, operation: Operation) -> Plan:
        return Plan(operation, {self.backend.stack: frozenset[str]()}, 1)
