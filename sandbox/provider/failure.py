"""How a call fails: with a sentence, and with the state of what exists already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import grpc
from google.protobuf import any_pb2
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import status_pb2

from sandbox.provider.errors import Incomplete, sentence
from sandbox.provider.wire import Bag, encode


class _Partial(Exception):
    """A resource that exists and is not finished, as the engine wants to hear of it."""

    def __init__(self, reason: str, detail: Any) -> None:
        super().__init__(reason)
        self.detail = detail


def guarded(call: Callable[[Any], Any]) -> Callable[[Any, grpc.ServicerContext], Any]:
    """``call`` for gRPC: whatever it raises becomes a status with one sentence, never a traceback."""

    def answer(request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return call(request)
        except _Partial as partial:
            _abort(context, str(partial), partial.detail)
        except Exception as error:
            context.abort(grpc.StatusCode.UNKNOWN, sentence(error))
        raise AssertionError("abort always raises")

    return answer


@contextmanager
def incomplete(inputs: Bag, secrets: frozenset[str]) -> Iterator[None]:
    """Turns Incomplete into Pulumi's partial failure, with id, state and the inputs that are in force."""
    try:
        yield
    except Incomplete as error:
        detail = pb.ErrorResourceInitFailed(
            id=error.identifier,
            properties=encode(error.state, secrets),
            reasons=[str(error)],
            inputs=encode(inputs.values, secrets),
        )
        raise _Partial(str(error), detail) from None


def _abort(context: grpc.ServicerContext, message: str, detail: Any) -> NoReturn:
    packed = any_pb2.Any()
    packed.Pack(detail)
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=message, details=[packed])
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(grpc.StatusCode.UNKNOWN, message)
    raise AssertionError("abort always raises")
