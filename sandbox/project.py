"""The sandbox of a checkout: simulated AWS, Pulumi project and state, started and stopped together."""

from __future__ import annotations

import fcntl
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine import toolchain
from sandbox import environment, pulumi_project, server, snapshots, stacks
from sandbox.errors import SandboxError
from sandbox.home import Home
from sandbox.provider.install import install as install_plugin
from sandbox.server import PAGE_PATH, SOURCE, ServerRecord
from sandbox.snapshots import Snapshot

DEFAULT_MANAGEMENT_ACCOUNT_ID = "123456789012"
_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Status:
    """How the sandbox is. ``url``, ``pid`` and ``management_account_id`` are None when it does not run."""

    running: bool
    checkout: Path
    home: Path
    log: Path
    url: str | None = None
    pid: int | None = None
    management_account_id: str | None = None
    page: str | None = None
    stacks: tuple[str, ...] = ()


class Sandbox:
    """The sandbox of one checkout. Making the object starts nothing."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout.resolve()
        self._home = Home.of(self.checkout)

    @property
    def home(self) -> Path:
        """The folder of everything that belongs to the sandbox; outside the checkout."""
        return self._home.root

    @property
    def project(self) -> Path:
        """The folder with ``Pulumi.yaml`` and the stack files."""
        return self._home.project

    @property
    def logs(self) -> Path:
        """The file that the simulated AWS writes to."""
        return self._home.log

    @property
    def url(self) -> str:
        """Where the simulated AWS answers. Raises SandboxError when it does not run."""
        return self._record().url

    @property
    def page(self) -> str:
        """Where the simulated AWS shows itself to a browser. Raises SandboxError when it does not run."""
        return self.url + PAGE_PATH

    def start(
        self,
        stacks: Sequence[str],
        management_account_id: str | None = None,
        progress: Callable[[str], None] | None = None,
        options: Sequence[str] = (),
    ) -> None:
        """The simulated AWS answers, and the Pulumi stacks named in ``stacks`` exist.

        Nothing changes when it already runs. A fresh simulated AWS knows nothing, so no Pulumi state is kept either.
        ``options`` are for a fresh one: arguments of ``python -m sandbox.aws``, such as ``--enforce``. One that runs
        with others is not changed: SandboxError.
        Raises SandboxError, or EngineError when there is no Pulumi.
        """
        _check_account_id(management_account_id)
        engine = toolchain.find_or_build(progress, env=self._outside())
        self._home.make()
        with self._alone():
            record = self._answering()
            if record is None:
                server.shut_down(self._home)
                self._home.forget_state()
                self._home.aws_config.touch()
                account_id = management_account_id or DEFAULT_MANAGEMENT_ACCOUNT_ID
                record = server.launch(self._home, self.checkout, account_id, options)
            elif management_account_id not in (None, record.management_account_id):
                raise SandboxError(
                    f"The sandbox runs with management account {record.management_account_id}, not "
                    f"{management_account_id}. Stop it first: ./rootstock sandbox down"
                )
            elif options and list(options) != (running := server.options_of(self._home)):
                raise SandboxError(
                    f"The sandbox runs with {' '.join(running) or 'no options'}, not with {' '.join(options)}. "
                    "Stop it first: ./rootstock sandbox down"
                )
            pulumi_project.write(self._home, self.checkout, engine)
            self._install_provider()
            self._make_stacks(stacks)

    def init_stacks(self, names: Sequence[str]) -> None:
        """The Pulumi stacks of these names exist; those that were there are as they were."""
        with self._alone():
            self._make_stacks(names)

    def stop(self) -> bool:
        """Nothing of the sandbox runs any longer, and its Pulumi state is gone with it. True when something ran."""
        if not self._home.root.is_dir():
            return False
        with self._alone():
            ran = server.shut_down(self._home)
            self._home.forget_state()
            return ran

    def snapshot(self, name: str) -> Snapshot:
        """What the sandbox holds is kept as ``name``. Raises SandboxError."""
        record = self._record()
        with self._alone():
            return snapshots.take(self._home, record, name)

    def restore(self, name: str) -> Snapshot:
        """The sandbox runs and holds what was kept as ``name``, and nothing else. Raises SandboxError."""
        snapshot = snapshots.named(self._home, name)
        wanted = (snapshot.management_account_id, list(snapshot.options))
        with self._alone():
            record = self._answering()
            if record is None or (record.management_account_id, server.options_of(self._home)) != wanted:
                server.shut_down(self._home)
                record = server.launch(self._home, self.checkout, *wanted)
            snapshots.bring_back(self._home, record, name)
        return snapshot

    def snapshots(self) -> tuple[Snapshot, ...]:
        """What was kept, oldest first."""
        return snapshots.known(self._home)

    def status(self) -> Status:
        """How the sandbox is, without changing it."""
        record = server.running(self._home)
        if record is None:
            return Status(False, self.checkout, self._home.root, self._home.log)
        return Status(
            True,
            self.checkout,
            self._home.root,
            self._home.log,
            record.url,
            record.pid,
            record.management_account_id,
            record.url + PAGE_PATH,
            tuple(sorted(self._stacks())),
        )

    def environment(self) -> dict[str, str]:
        """The variables to set so that `pulumi`, boto3 and the AWS command line use the sandbox.

        `foreign_variables` names those to remove besides. Raises SandboxError when the sandbox does not run.
        """
        return environment.variables(self._home, self.url, self._outside()["PATH"], os.environ)

    def foreign_variables(self) -> tuple[str, ...]:
        """Names of the variables of this process that would let real credentials or endpoints into the sandbox."""
        return environment.foreign(os.environ, self.environment())

    def process_environment(self) -> dict[str, str]:
        """The whole environment for a command that runs in the sandbox."""
        base = {name: value for name, value in os.environ.items() if name not in self.foreign_variables()}
        return base | self.environment()

    def _stacks(self) -> set[str]:
        return stacks.existing(self._home, str(pulumi_project.of_checkout(self.checkout)["name"]))

    def _make_stacks(self, names: Sequence[str]) -> None:
        if pulumi_project.backend(self._home) is not None:
            # Its stacks are where its state was moved to; a deployment makes those that are missing there.
            return
        project = str(pulumi_project.of_checkout(self.checkout)["name"])
        stacks.make(self._home, project, names, self.process_environment())

    def _install_provider(self) -> None:
        install_plugin(self._home.plugin, Path(sys.executable), SOURCE)

    def _record(self) -> ServerRecord:
        record = server.running(self._home)
        if record is None:
            raise SandboxError(f"The sandbox of {self.checkout} does not run. Start it: ./rootstock sandbox up")
        return record

    def _answering(self) -> ServerRecord | None:
        """The running server; one that keeps silent for long counts as none."""
        record = server.running(self._home)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while record and not server.healthy(record):
            if time.monotonic() > deadline:
                return None
            time.sleep(0.1)
            record = server.running(self._home)
        return record

    def _outside(self) -> Mapping[str, str]:
        """The environment without our own `pulumi` on its PATH, as when the shell is one of the sandbox's."""
        folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
        own = str(self._home.bin)
        return {**os.environ, "PATH": os.pathsep.join(folder for folder in folders if folder != own)}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._home.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _check_account_id(account_id: str | None) -> None:
    if account_id is not None and not re.fullmatch(r"\d{12}", account_id):
        raise SandboxError(f"'{account_id}' is not an account id: it must have twelve digits")
