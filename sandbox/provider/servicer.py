"""The gRPC face of the provider: Pulumi's ResourceProvider, with one sentence for every error.

Written on generic handlers instead of the SDK's own server: that one prints tracebacks, knows no partial failure and
runs everything on one event loop. Here every call has a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import plugin_pb2
from pulumi.runtime.proto import provider_pb2 as pb

from sandbox.provider import failure
from sandbox.provider.check import checked_arguments
from sandbox.provider.configuration import check_configuration, settings
from sandbox.provider.difference import Difference
from sandbox.provider.errors import NotFound, ProviderError
from sandbox.provider.lifecycle import Judged, Lifecycle, kind, top_level
from sandbox.provider.naming import Naming
from sandbox.provider.paths import Path, parse, text
from sandbox.provider.registry import function_class
from sandbox.provider.session import Aws
from sandbox.provider.table import function_facts, type_facts
from sandbox.provider.wire import Bag, decode, encode

_NAMING_MODES = {0: "propose", 1: "enforce", 2: "disable"}


class Servicer:
    """Answers the engine. One instance serves one provider resource."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._aws: Aws | None = None

    def handler(self) -> grpc.GenericRpcHandler:
        """The calls that are answered; gRPC itself says UNIMPLEMENTED to every other."""
        calls: dict[str, tuple[Callable[[Any], Any], Any]] = {
            "Handshake": (self._handshake, pb.ProviderHandshakeRequest),
            "GetPluginInfo": (self._plugin_info, empty_pb2.Empty),
            "GetSchema": (self._schema, pb.GetSchemaRequest),
            "CheckConfig": (self._check_configuration, pb.CheckRequest),
            "DiffConfig": (self._diff_configuration, pb.DiffRequest),
            "Configure": (self._configure, pb.ConfigureRequest),
            "Check": (self._check, pb.CheckRequest),
            "Diff": (self._diff, pb.DiffRequest),
            "Create": (self._create, pb.CreateRequest),
            "Read": (self._read, pb.ReadRequest),
            "Update": (self._update, pb.UpdateRequest),
            "Delete": (self._delete, pb.DeleteRequest),
            "Invoke": (self._invoke, pb.InvokeRequest),
            "Cancel": (self._cancel, empty_pb2.Empty),
        }
        handlers = {
            name: grpc.unary_unary_rpc_method_handler(
                failure.guarded(call),
                request_deserializer=request.FromString,
                response_serializer=lambda answer: answer.SerializeToString(),
            )
            for name, (call, request) in calls.items()
        }
        return grpc.method_handlers_generic_handler("pulumirpc.ResourceProvider", handlers)

    def _handshake(self, _request: Any) -> Any:
        return pb.ProviderHandshakeResponse(accept_secrets=True, supports_autonaming_configuration=True)

    def _plugin_info(self, _request: Any) -> Any:
        return plugin_pb2.PluginInfo(version=self._version)

    def _schema(self, _request: Any) -> Any:
        return pb.GetSchemaResponse(schema="{}")

    def _check_configuration(self, request: Any) -> Any:
        failures = check_configuration(decode(request.news).values)
        return pb.CheckResponse(
            inputs=request.news,
            failures=[pb.CheckFailure(property=item.property, reason=item.reason) for item in failures],
        )

    def _diff_configuration(self, request: Any) -> Any:
        """Nothing replaces a provider; every changed argument is an update in place."""
        old, new = decode(request.olds).values, decode(request.news).values
        changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
        return _difference([Judged(Difference((name,), "update", "never", None, None), False) for name in changed])

    def _configure(self, request: Any) -> Any:
        self._aws = Aws(settings(decode(request.args).values))
        return pb.ConfigureResponse(acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True)

    def _check(self, request: Any) -> Any:
        given, old = decode(request.news), decode(request.olds)
        inputs, failures = self._lifecycle(request).check(given.values, old.values, _naming(request))
        return pb.CheckResponse(
            inputs=encode(inputs, self._secrets(request, given)),
            failures=[pb.CheckFailure(property=item.property, reason=item.reason) for item in failures],
        )

    def _diff(self, request: Any) -> Any:
        state, news = decode(request.olds).values, decode(request.news).values
        comparison = self._lifecycle(request).compare(state, news, _ignored(request))
        return _difference(comparison.judged, comparison.delete_first)

    def _create(self, request: Any) -> Any:
        inputs = decode(request.properties)
        lifecycle = self._lifecycle(request)
        secrets = self._secrets(request, inputs)
        if request.preview:
            return pb.CreateResponse(id="", properties=encode(lifecycle.preview_create(inputs.values), secrets))
        with failure.incomplete(inputs, secrets):
            identifier, outputs = lifecycle.create(inputs.values)
        return pb.CreateResponse(id=identifier, properties=encode(outputs, secrets))

    def _read(self, request: Any) -> Any:
        state, inputs = decode(request.properties), decode(request.inputs)
        secrets = self._secrets(request, Bag({}, state.secrets | inputs.secrets))
        try:
            identifier, outputs, now = self._lifecycle(request).read(request.id, state.values, inputs.values)
        except NotFound:
            return pb.ReadResponse()
        return pb.ReadResponse(id=identifier, properties=encode(outputs, secrets), inputs=encode(now, secrets))

    def _update(self, request: Any) -> Any:
        state, news = decode(request.olds), decode(request.news)
        secrets = self._secrets(request, news)
        lifecycle, ignored = self._lifecycle(request), _ignored(request)
        if request.preview:
            outputs = lifecycle.preview_update(state.values, news.values, ignored)
        else:
            with failure.incomplete(decode(request.old_inputs), secrets):
                outputs = lifecycle.update(request.id, state.values, news.values, ignored)
        return pb.UpdateResponse(properties=encode(outputs, secrets))

    def _delete(self, request: Any) -> Any:
        self._lifecycle(request).delete(request.id, decode(request.properties).values)
        return empty_pb2.Empty()

    def _invoke(self, request: Any) -> Any:
        facts = function_facts(request.tok)
        given = decode(request.args)
        arguments, failures = checked_arguments(facts, given.values)
        if failures:
            return pb.InvokeResponse(failures=[pb.CheckFailure(property="", reason=item.reason) for item in failures])
        region = arguments.get("region")
        result = function_class(request.tok)(self._configured(), region).invoke(arguments)
        return pb.InvokeResponse(**{"return": encode(result)})

    def _cancel(self, _request: Any) -> Any:
        """Calls under way are finished: an account whose creation was asked for must not lose its id."""
        return empty_pb2.Empty()

    def _lifecycle(self, request: Any) -> Lifecycle:
        return Lifecycle(_token(request), self._configured())

    def _configured(self) -> Aws:
        if self._aws is None:
            raise ProviderError("the provider was not configured")
        return self._aws

    def _secrets(self, request: Any, given: Bag) -> frozenset[str]:
        properties = type_facts(_token(request)).properties
        return given.secrets | {name for name, item in properties.items() if item.sensitive}


def _token(request: Any) -> str:
    """The type of a request; older engines say it in the URN only."""
    return str(request.type or request.urn.split("::")[2].rpartition("$")[2])


def _naming(request: Any) -> Naming:
    proposal = request.autonaming if request.HasField("autonaming") else None
    return Naming(
        logical=request.name or request.urn.rpartition("::")[2],
        seed=request.randomSeed,
        mode=_NAMING_MODES[proposal.mode] if proposal else "",
        proposed=proposal.proposed_name if proposal else "",
    )


def _ignored(request: Any) -> tuple[Path, ...]:
    return tuple(parse(written) for written in request.ignoreChanges)


def _difference(judged: Any, delete_first: bool = False) -> Any:
    detailed = {
        text(item.difference.path): pb.PropertyDiff(kind=getattr(pb.PropertyDiff, kind(item)), inputDiff=False)
        for item in judged
    }
    return pb.DiffResponse(
        changes=pb.DiffResponse.DIFF_SOME if judged else pb.DiffResponse.DIFF_NONE,
        diffs=top_level(judged),
        replaces=top_level([item for item in judged if item.replaces]),
        deleteBeforeReplace=delete_first,
        detailedDiff=detailed,
        hasDetailedDiff=True,
    )
