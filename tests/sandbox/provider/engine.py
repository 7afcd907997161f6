"""An engine for tests: it talks to the provider over gRPC as Pulumi's does."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import botocore.session
import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import status_pb2

from sandbox.provider.wire import decode, encode

REGION = "us-east-1"


@dataclass
class Made:
    """A resource as the engine remembers it."""

    token: str
    id: str
    inputs: dict[str, Any]
    state: dict[str, Any]
    secrets: frozenset[str] = frozenset()


@dataclass
class Difference:
    """What the provider says of a change."""

    changed: list[str] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)
    detailed: dict[str, str] = field(default_factory=dict)
    delete_first: bool = False


SERVICES = (
    "accessanalyzer", "account", "budgets", "cloudtrail", "cloudwatch", "config", "dynamodb", "ec2", "emr", "guardduty",
    "iam", "kms", "logs", "organizations", "ram", "s3", "s3control", "securityhub", "service-quotas", "sns", "ssm",
    "sts",
)  # fmt: skip


@cache
def _session() -> Any:
    return botocore.session.get_session()


class Refused(Exception):
    """A call that the provider did not do; ``partial`` is what exists nevertheless."""

    def __init__(self, error: Any) -> None:
        super().__init__(error.details())
        self.partial: Any = None
        for key, value in error.trailing_metadata():
            if key == "grpc-status-details-bin":
                self.partial = pb.ErrorResourceInitFailed()
                status_pb2.Status.FromString(value).details[0].Unpack(self.partial)


class Engine:
    """Calls the provider of one account."""

    def __init__(self, channel: grpc.Channel, url: str, account: str) -> None:
        self._channel = channel
        self.url = url
        self.account = account
        self._seed = itertools.count(1)

    def call(self, method: str, request: Any, answer: Any) -> Any:
        """One call. Raises Refused with the provider's sentence."""
        rpc = self._channel.unary_unary(
            f"/pulumirpc.ResourceProvider/{method}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=answer.FromString,
        )
        try:
            return rpc(request, timeout=60)
        except grpc.RpcError as error:
            raise Refused(error) from None

    def client(self, service: str, region: str = REGION) -> Any:
        """A client of the same account, for what happens outside the program."""
        return _session().create_client(
            service,
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id=self.account,
            aws_secret_access_key="sandbox",
            config=botocore.config.Config(s3={"addressing_style": "path"}),
        )

    def configure(self, **arguments: Any) -> None:
        """Configures the provider; everything but texts goes as JSON, as the SDK sends it."""
        wire = {key: value if isinstance(value, str) else json.dumps(value) for key, value in arguments.items()}
        defaults = {"region": REGION, "accessKey": self.account, "secretKey": "sandbox"}
        endpoints = json.dumps([dict.fromkeys(SERVICES, self.url)])
        request = pb.ConfigureRequest(args=encode({**defaults, "endpoints": endpoints, **wire}), acceptSecrets=True)
        self.call("Configure", request, pb.ConfigureResponse)

    def check_config(self, **arguments: Any) -> list[str]:
        """Reasons why provider arguments are refused."""
        request = pb.CheckRequest(urn=_urn("pulumi:providers:aws", "aws"), news=encode(arguments))
        return [item.reason for item in self.call("CheckConfig", request, pb.CheckResponse).failures]

    def check(
        self, token: str, inputs: dict[str, Any], olds: dict[str, Any] | None = None, **more: Any
    ) -> tuple[dict[str, Any], list[str]]:
        """Checked inputs, and the reasons of failures."""
        seed = str(next(self._seed)).encode()
        request = pb.CheckRequest(
            urn=_urn(token),
            name="test",
            type=token,
            news=encode(inputs),
            olds=encode(olds or {}),
            randomSeed=seed,
            **more,
        )
        answer = self.call("Check", request, pb.CheckResponse)
        return decode(answer.inputs).values, [item.reason for item in answer.failures]

    def diff(self, made: Made, inputs: dict[str, Any], ignore: tuple[str, ...] = ()) -> Difference:
        """What ``inputs`` would change."""
        request = pb.DiffRequest(
            id=made.id, urn=_urn(made.token), type=made.token, olds=encode(made.state), news=encode(inputs),
            old_inputs=encode(made.inputs), ignoreChanges=ignore,
        )  # fmt: skip
        answer = self.call("Diff", request, pb.DiffResponse)
        kinds = pb.PropertyDiff.Kind
        assert (answer.changes == pb.DiffResponse.DIFF_SOME) == bool(answer.diffs)
        return Difference(
            sorted(answer.diffs),
            sorted(answer.replaces),
            {path: kinds.Name(item.kind) for path, item in sorted(answer.detailedDiff.items())},
            answer.deleteBeforeReplace,
        )

    def preview(self, token: str, inputs: dict[str, Any]) -> dict[str, Any]:
        """The outputs that a creation promises."""
        request = pb.CreateRequest(urn=_urn(token), type=token, properties=encode(inputs), preview=True)
        return decode(self.call("Create", request, pb.CreateResponse).properties).values

    def preview_update(self, made: Made, inputs: dict[str, Any]) -> dict[str, Any]:
        """The outputs that an update promises."""
        return decode(self.call("Update", self._update(made, inputs, True), pb.UpdateResponse).properties).values

    def create(self, token: str, inputs: dict[str, Any], secrets: tuple[str, ...] = ()) -> Made:
        """Creates from checked inputs."""
        request = pb.CreateRequest(urn=_urn(token), type=token, properties=encode(inputs, secrets))
        answer = self.call("Create", request, pb.CreateResponse)
        bag = decode(answer.properties)
        return Made(token, answer.id, inputs, bag.values, bag.secrets)

    def make(self, token: str, **inputs: Any) -> Made:
        """Checks and creates."""
        checked, failures = self.check(token, inputs)
        assert failures == []
        return self.create(token, checked)

    def update(self, made: Made, inputs: dict[str, Any]) -> Made:
        """Updates to checked inputs."""
        answer = self.call("Update", self._update(made, inputs, False), pb.UpdateResponse)
        return Made(made.token, made.id, inputs, decode(answer.properties).values)

    def read(self, made: Made) -> Made | None:
        """Refreshes; None when it is gone."""
        request = pb.ReadRequest(
            id=made.id, urn=_urn(made.token), type=made.token, properties=encode(made.state), inputs=encode(made.inputs)
        )
        return self._answered(made.token, self.call("Read", request, pb.ReadResponse))

    def adopt(self, token: str, identifier: str) -> Made | None:
        """Imports; None when there is none."""
        request = pb.ReadRequest(id=identifier, urn=_urn(token), type=token)
        return self._answered(token, self.call("Read", request, pb.ReadResponse))

    def delete(self, made: Made) -> None:
        """Deletes."""
        request = pb.DeleteRequest(
            id=made.id, urn=_urn(made.token), type=made.token, properties=encode(made.state),
            old_inputs=encode(made.inputs),
        )  # fmt: skip
        self.call("Delete", request, empty_pb2.Empty)

    def invoke(self, token: str, **arguments: Any) -> dict[str, Any]:
        """Calls a function."""
        answer = self.call("Invoke", pb.InvokeRequest(tok=token, args=encode(arguments)), pb.InvokeResponse)
        assert [item.reason for item in answer.failures] == []
        return decode(getattr(answer, "return")).values

    def _update(self, made: Made, inputs: dict[str, Any], preview: bool) -> Any:
        return pb.UpdateRequest(
            id=made.id, urn=_urn(made.token), type=made.token, olds=encode(made.state), news=encode(inputs),
            old_inputs=encode(made.inputs), preview=preview,
        )  # fmt: skip

    def _answered(self, token: str, answer: Any) -> Made | None:
        if not answer.id:
            return None
        return Made(token, answer.id, decode(answer.inputs).values, decode(answer.properties).values)


def _urn(token: str, name: str = "test") -> str:
    return f"urn:pulumi:stack::project::{token}::{name}"
