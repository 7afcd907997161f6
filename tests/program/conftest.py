"""The example organization's tree, and an engine that answers as AWS and the state of other stacks would."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest

from layers import Tree, load
from model.stack_name import StackName
from program.deployment import deploy
from program.stacks import stack_plans

CONFIG = Path(__file__).parents[2] / "config"
Write = Callable[[Mapping[str, str]], Tree]


@pytest.fixture(scope="session")
def example() -> Tree:
    return load(CONFIG)


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """A small tree, one file a manifest, over a root that is the same for all."""

    def _written(files: Mapping[str, str]) -> Tree:
        settings = 'stacks: {included_paths: ["orgs/**/*"], name_pattern: "{tenant}-{environment}-{stage}"}\n'
        for name, text in {"rootstock.yaml": settings, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return load(tmp_path)

    return _written


@pytest.fixture
def deployed(recorder: Any, example: Tree) -> Callable[..., Any]:
    """What the program registers for one stack of the example organization, given what other stacks export."""

    def _deployed(
        stack: str,
        exports: Mapping[str, Mapping[str, Any]] | None = None,
        recorded: Mapping[str, Any] | None = None,
        tree: Tree = example,
        *,
        preview: bool = False,
    ) -> Any:
        answers = _answers(exports or {})
        recorder.outputs.update(answers)
        identity = "aws:index/getCallerIdentity:getCallerIdentity"
        recorder.answers.setdefault(identity, lambda _: {"accountId": "111111111111"})
        recorder.answers["pulumi:pulumi:readStackResourceOutputs"] = lambda _: {"outputs": recorded or {}}
        plan = stack_plans(tree)[StackName.parse(stack)]
        exported: dict[str, Any] = {}

        async def program() -> Any:
            await deploy(tree, plan)
            root = pulumi.runtime.get_root_resource()
            exported.update(root.outputs if root else {})
            return exported

        return recorder.run(program, preview, stack)

    return _deployed


def _answers(exports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    organizations = "aws:organizations"
    return {
        f"{organizations}/organization:Organization": lambda _: (
            "o-abcdefghij",
            {
                "arn": "arn:aws:organizations::111111111111:organization/o-abcdefghij",
                "masterAccountId": "111111111111",
                "roots": [{"id": "r-abcd", "arn": "", "name": "Root", "policyTypes": []}],
            },
        ),
        f"{organizations}/account:Account": lambda args: ("2" + _digits(args.name, 11), {"arn": "", "state": "ACTIVE"}),
        f"{organizations}/organizationalUnit:OrganizationalUnit": lambda args: (
            f"ou-abcd-{_digits(args.name, 8)}",
            {"arn": ""},
        ),
        f"{organizations}/policy:Policy": lambda args: (f"p-{_digits(args.name, 8)}", {"arn": ""}),
        "aws:s3/bucket:Bucket": lambda args: (
            args.inputs["bucket"],
            {"arn": f"arn:aws:s3:::{args.inputs['bucket']}", "bucketDomainName": f"{args.inputs['bucket']}.s3"},
        ),
        "pulumi:pulumi:StackReference": lambda args: (
            args.name,
            {"outputs": dict(exports.get(args.name.rpartition("/")[2], {}))},
        ),
    }


def _digits(name: str, count: int) -> str:
    return str(zlib.crc32(name.encode())).zfill(count)[-count:]
