"""A Pulumi stack of resources that a test chooses, run by the real engine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.toolchain import find_or_build
from sandbox.provider.install import folder, install
from tests.sandbox.provider.lives.program import PROGRAM
from tests.sandbox.provider.lives.table import Life

CHECKOUT = Path(__file__).resolve().parents[4]
_OUTPUT = re.compile(r"\$\{([\w-]+)\.(\w+)[^}]*\}")


@dataclass(frozen=True)
class Step:
    """What the engine did, or would do, with one resource, and the properties for which it did."""

    operation: str
    properties: frozenset[str]
    replacing: frozenset[str]


class Stack:
    """One stack below ``home``. Several may share a home."""

    def __init__(self, home: Path, name: str, url: str, account: str) -> None:
        self._name = name
        self._account = account
        self._project = home / name
        self._project.mkdir(parents=True)
        environment = find_or_build(lambda _: None).path(os.environ)
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
        self._environment = {
            **environment,
            "PULUMI_HOME": str(home / "pulumi"),
            "PULUMI_BACKEND_URL": f"file://{home}",
            "PULUMI_CONFIG_PASSPHRASE": "test",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DEBUG_COMMANDS": "true",
            "AWS_ENDPOINT_URL": url,
            "AWS_ENDPOINT_URL_S3_CONTROL": url.replace("//", "//s3@"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        install(folder(home / "pulumi"), Path(sys.executable), CHECKOUT)
        (self._project / "Pulumi.yaml").write_text("{name: lives, runtime: python}")
        (self._project / "__main__.py").write_text(PROGRAM)
        self.write({}, 0)
        self.pulumi("stack", "init", name)

    def write(self, resources: Mapping[str, Life], updates: int, instead: Mapping[str, Any] | None = None) -> None:
        """The program wants these resources after so many updates; ``instead`` has other inputs of some, by name."""
        given = {name: life.inputs_after(updates) for name, life in resources.items()}
        for name, more in (instead or {}).items():
            given[name] = {**given[name], **more}
        outputs: dict[str, set[str]] = {name: set() for name in resources}
        for name, output in _OUTPUT.findall(json.dumps(given)):
            outputs[name].add(output)
        wanted = {
            name: {
                "type": life.type,
                "inputs": given[name],
                "outputs": sorted(outputs[name]),
                "after": life.after,
                "region": life.region,
            }
            for name, life in resources.items()
        }
        content = {"account": self._account, "resources": wanted}
        (self._project / "resources.json").write_text(json.dumps(content))

    def run(self, verb: str, *options: str) -> dict[str, Step]:
        """What the engine did with each resource, by name. Raises AssertionError with all that was printed."""
        log = self._project / "events.json"
        log.unlink(missing_ok=True)
        yes = () if verb == "preview" else ("--yes", "--skip-preview")
        self.pulumi(verb, *yes, *options, "--non-interactive", "--event-log", str(log))
        return _steps(log)

    def adopt(self, resources: Mapping[str, Life], identifiers: Mapping[str, str]) -> None:
        """``pulumi import`` of all at once."""
        provider = self.states()["aws"]["urn"]
        chosen = [
            {"type": resources[name].type, "name": name, "id": identifier, "provider": "aws"}
            for name, identifier in identifiers.items()
        ]
        file = self._project / "import.json"
        file.write_text(json.dumps({"nameTable": {"aws": provider}, "resources": chosen}))
        quiet = ("--yes", "--skip-preview", "--generate-code=false", "--protect=false", "--non-interactive")
        self.pulumi("import", "--file", str(file), *quiet)

    def states(self) -> dict[str, dict[str, Any]]:
        """The resources of the state, by name."""
        deployment = json.loads(self.pulumi("stack", "export", "--show-secrets"))["deployment"]
        return {item["urn"].rpartition("::")[2]: item for item in deployment.get("resources", [])}

    def pulumi(self, *arguments: str) -> str:
        """What the command prints. Raises AssertionError when it fails."""
        done = subprocess.run(
            ["pulumi", *arguments, "--color", "never"],
            cwd=self._project,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        printed = done.stdout + done.stderr
        assert done.returncode == 0, printed
        assert "Traceback" not in printed
        return done.stdout


def _steps(log: Path) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for line in log.read_text().splitlines():
        event = json.loads(line)
        metadata = (event.get("resourcePreEvent") or {}).get("metadata")
        if not metadata:
            continue
        name, operation = metadata["urn"].rpartition("::")[2], str(metadata["op"])
        # A replacement comes in several steps, in one of two orders, of which not all say what it is for.
        before = steps.get(name, Step("", frozenset(), frozenset()))
        if "replace" in operation or before.operation == "replace":
            operation = "replace"
        changed, replacing = _top_level(metadata.get("diffs")), _top_level(metadata.get("keys"))
        steps[name] = Step(operation, before.properties | changed, before.replacing | replacing)
    return steps


def _top_level(paths: Any) -> frozenset[str]:
    return frozenset(str(path).split(".")[0].split("[")[0] for path in paths or ())
