"""One simulated AWS for all tests of this folder. Every management account in it has an organization of its own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.home import Home
from sandbox.server import ServerRecord, launch, shut_down


def _acting() -> Any:
    name = "sandbox_aws_acting"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "acting.py")
        assert spec and spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerRecord]:
    """A running simulated AWS that is done with everything as soon as a caller can see it under way."""
    seconds = {"account-creation": 0.12, "policy-type": 0.03, "closing": 0.1, "region": 0.3, "quota-increase": 0.9}
    yield from _running(tmp_path_factory.mktemp("sandbox"), seconds)


@pytest.fixture(scope="session")
def unhurried_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerRecord]:
    """Another one, that takes its time: what is under way still is, some calls of a busy machine later."""
    seconds = dict.fromkeys(("account-creation", "policy-type", "closing"), 0.6)
    yield from _running(tmp_path_factory.mktemp("unhurried"), seconds)


def _running(folder: Path, seconds: dict[str, float]) -> Iterator[ServerRecord]:
    home = Home(folder)
    home.make()
    yield launch(home, Path.cwd(), "123456789012", [f"--{what}-seconds={value}" for what, value in seconds.items()])
    shut_down(home)


@pytest.fixture
def stranger(server: ServerRecord) -> Any:
    """An account that is in no organization yet."""
    return _acting().stranger(server.url)


@pytest.fixture
def outsider(server: ServerRecord) -> Any:
    """An account beside an organization, in none."""
    return _acting().stranger(server.url)


@pytest.fixture
def organization(stranger: Any) -> Any:
    """The management account of a new organization with service control policies and nothing else."""
    return _acting().found(stranger)


@pytest.fixture
def unhurried(unhurried_server: ServerRecord) -> Any:
    """The management account of such an organization, where AWS takes its time."""
    acting = _acting()
    return acting.found(acting.stranger(unhurried_server.url))
