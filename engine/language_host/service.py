"""What the engine asks a language host: Pulumi's LanguageRuntime service (proto/pulumi/language.proto)."""

# ruff: noqa: N802, ARG002 -- gRPC gives the names and the arguments

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import Any

import grpc
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from engine.language_host.program import Runs

_INSTALL_HINT = b"Nothing to install: the launcher `./rootstock` keeps the project's Python packages up to date.\n"


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Runs programs; answers what else the CLI asks about a Python project."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Nothing to agree on."""
        return language_pb2.LanguageHandshakeResponse()

    def Run(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Runs the program. ``bail`` says that the user has seen why it failed, so that it is not told twice."""
        return language_pb2.RunResponse(bail=not self._runs.run(request))

    def GetRequiredPackages(self, request: Any, context: grpc.ServicerContext) -> Any:
        """None: the engine gets a provider when its first resource is registered.

        Named here, a run that registers nothing, such as one that only prints findings, would wait for a download.
        """
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(self, request: Any, context: grpc.ServicerContext) -> Any:
        """As GetRequiredPackages, for older engines."""
        return language_pb2.GetRequiredPluginsResponse()

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        """The version of the Pulumi SDK that programs run with."""
        return plugin_pb2.PluginInfo(version=metadata.version("pulumi"))

    def About(self, request: Any, context: grpc.ServicerContext) -> Any:
        """The Python that programs run with."""
        return language_pb2.AboutResponse(executable=sys.executable, version=platform.python_version())

    def GetProgramDependencies(self, request: Any, context: grpc.ServicerContext) -> Any:
        """The installed packages; unless transitive ones are asked for, those that no other package needs."""
        packages = {each.metadata["Name"]: each.version for each in metadata.distributions()}
        if not request.transitiveDependencies:
            needs = (line for each in metadata.distributions() for line in each.requires or () if "extra" not in line)
            needed = {_name_in(line) for line in needs}
            packages = {name: version for name, version in packages.items() if _normal(name) not in needed}
        return language_pb2.GetProgramDependenciesResponse(
            dependencies=[
                language_pb2.DependencyInfo(name=name, version=version) for name, version in sorted(packages.items())
            ]
        )

    def InstallDependencies(self, request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        """Says who installs them."""
        yield language_pb2.InstallDependenciesResponse(stdout=_INSTALL_HINT)

    def RuntimeOptionsPrompts(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Nothing to choose."""
        return language_pb2.RuntimeOptionsResponse()

    def Template(self, request: Any, context: grpc.ServicerContext) -> Any:
        """Nothing to fill in in a new project."""
        return language_pb2.TemplateResponse()


def _name_in(requirement: str) -> str:
    name = requirement.split(";")[0].split("[")[0].strip()
    for end in "<>=!~( ":
        name = name.split(end)[0]
    return _normal(name)


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
