"""The provider under Pulumi's own engine: up, refresh, repair, replacement, import, partial failure, destroy."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from engine.toolchain import find_or_build
from sandbox.provider.install import folder, install
from tests.sandbox.provider.conftest import ROOT
from tests.sandbox.provider.engine import Engine

pytestmark = pytest.mark.e2e

HEAD = """
import json
import pulumi
import pulumi_aws as aws

ACCOUNT = {account!r}
provider = aws.Provider(
    "aws", region="us-east-1", access_key=ACCOUNT, secret_key="sandbox", allowed_account_ids=[{allowed!r}],
    default_tags={{"tags": {{"Namespace": "acme"}}}},
)
options = pulumi.ResourceOptions(provider=provider)
"""
ROLE = """
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}]}
role = aws.iam.Role("reader", name="reader", path="/", assume_role_policy=json.dumps(trust), opts=options)
arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
aws.iam.RolePolicyAttachment("attachment", role=role.name, policy_arn=arn, opts=options)
"""
MOVING = """
organization = aws.organizations.Organization("organization", opts=options)
parent = {parent}
email = f"a+{{ACCOUNT}}@acme.example"
after = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(depends_on=[organization]))
aws.organizations.Account("audit", name="audit", email=email, parent_id=parent, opts=after)
"""


class Stack:
    """One Pulumi stack whose program can be exchanged."""

    def __init__(self, home: Path, engine: Engine, environment: dict[str, str]) -> None:
        self._project = home / "project"
        self._project.mkdir()
        self._engine = engine
        self._environment = {
            **environment,
            "PULUMI_HOME": str(home),
            "PULUMI_BACKEND_URL": f"file://{home}",
            "PULUMI_CONFIG_PASSPHRASE": "test",
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "AWS_ENDPOINT_URL": engine.url,
        }
        (self._project / "Pulumi.yaml").write_text("{name: provider, runtime: python}")
        self._pulumi("stack", "init", "test")

    def run(self, verb: str, program: str = "", allowed: str = "") -> tuple[dict[str, int], str]:
        """What the command counts, and all that it prints; fails when the command does."""
        code, printed = self.attempt(verb, program, allowed)
        assert code == 0, printed
        return _counts(printed), printed

    def attempt(self, verb: str, program: str = "", allowed: str = "") -> tuple[int, str]:
        """Exit code and all that the command prints, without a traceback in it."""
        if program:
            head = HEAD.format(account=self._engine.account, allowed=allowed or self._engine.account)
            (self._project / "__main__.py").write_text(head + dedent(program))
        yes = () if verb == "preview" else ("--yes", "--skip-preview")
        done = self._pulumi(verb, *yes, "--color", "never", "--non-interactive", check=False)
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr

    def resource(self, name: str) -> dict[str, Any]:
        """A resource of the state."""
        deployment = json.loads(self._pulumi("stack", "export").stdout)["deployment"]
        return next(item for item in deployment["resources"] if item["urn"].endswith(f"::{name}"))

    def adopt(self, token: str, name: str, identifier: str) -> None:
        """``pulumi import``, with the provider of the program."""
        provider = f"aws={self.resource('aws')['urn']}"
        options = ("--yes", "--generate-code=false", "--protect=false", "--skip-preview", "--provider", provider)
        self._pulumi("import", token, name, identifier, *options)

    def _pulumi(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = ["pulumi", *arguments]
        return subprocess.run(
            command, cwd=self._project, env=self._environment, check=check, capture_output=True, text=True, timeout=120
        )


def _counts(printed: str) -> dict[str, int]:
    """The lines below "Resources:", as in ``{"created": 4}``."""
    found = re.findall(r"^ +[-+~=>< ]*(\d+) (?:to )?([a-z]+)", printed.partition("\nResources:")[2], re.MULTILINE)
    return {word: int(number) for number, word in found if word != "changes"}


@pytest.fixture
def stack(tmp_path: Path, bare_engine: Engine) -> Stack:
    environment = find_or_build(lambda _: None).path(os.environ)
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    install(folder(tmp_path), Path(sys.executable), ROOT)
    return Stack(tmp_path, bare_engine, environment)


def test_life_of_a_stack(stack: Stack, bare_engine: Engine) -> None:
    iam = bare_engine.client("iam")
    assert stack.run("preview", ROLE)[0] == {"create": 4}
    assert stack.run("up")[0] == {"created": 4}
    assert stack.run("preview")[0] == {"unchanged": 4}
    assert stack.run("refresh")[0] == {"unchanged": 4}
    assert stack.resource("reader")["outputs"]["tagsAll"] == {"Namespace": "acme"}

    iam.update_role_description(RoleName="reader", Description="by hand")
    assert stack.run("refresh")[0] == {"updated": 1, "unchanged": 3}
    assert stack.run("preview")[0] == {"update": 1, "unchanged": 3}
    assert stack.run("up")[0] == {"updated": 1, "unchanged": 3}
    assert not iam.get_role(RoleName="reader")["Role"].get("Description")

    moved = ROLE.replace('path="/"', 'path="/team/"')
    counts, printed = stack.run("preview", moved)
    assert counts == {"replace": 2, "unchanged": 2}
    assert "+-  aws:iam:Role" in printed or "replace" in printed
    stack.run("up")
    assert iam.get_role(RoleName="reader")["Role"]["Path"] == "/team/"
    stack.run("destroy")
    assert iam.list_roles(PathPrefix="/team/")["Roles"] == []


def test_an_import_by_the_program(stack: Stack, bare_engine: Engine) -> None:
    name = f"found-{bare_engine.account}"
    outside = bare_engine.client("s3")
    outside.create_bucket(Bucket=name)
    outside.put_bucket_tagging(Bucket=name, Tagging={"TagSet": [{"Key": "Namespace", "Value": "acme"}]})
    program = f"""
    imported = pulumi.ResourceOptions.merge(options, pulumi.ResourceOptions(import_={name!r}))
    aws.s3.Bucket("found", bucket={name!r}, opts=imported)
    """
    assert stack.run("up", program)[0] == {"created": 2, "imported": 1}
    assert stack.run("preview")[0] == {"unchanged": 3}


def test_an_import_by_the_command(stack: Stack, bare_engine: Engine) -> None:
    trust = '{"Version":"2012-10-17","Statement":[]}'
    bare_engine.client("iam").create_role(RoleName="found", AssumeRolePolicyDocument=trust, Description="by hand")
    stack.run("up", "options")
    stack.adopt("aws:iam/role:Role", "found", "found")
    inputs = stack.resource("found")["inputs"]
    assert (inputs["name"], inputs["description"], json.loads(inputs["assumeRolePolicy"])) == (
        "found",
        "by hand",
        json.loads(trust),
    )


def test_an_account_that_could_not_be_moved_is_neither_lost_nor_made_twice(stack: Stack, bare_engine: Engine) -> None:
    code, printed = stack.attempt("up", MOVING.format(parent="'ou-none-12345678'"))
    assert code != 0
    assert "DestinationParentNotFoundException" in printed
    account = stack.resource("audit")["id"]
    assert stack.run("up", MOVING.format(parent="organization.roots[0].id"))[0] == {"updated": 1, "unchanged": 3}
    assert stack.resource("audit")["id"] == account
    listed = bare_engine.client("organizations").list_accounts()["Accounts"]
    assert [item["Id"] for item in listed if item["Name"] == "audit"] == [account]
    assert stack.run("preview")[0] == {"unchanged": 4}


def test_mistakes_are_told_with_their_remedy(stack: Stack) -> None:
    program = 'pulumi.CustomResource("aws:iam/role:Role", "broken", {"asumeRolePolicy": "{}", "path": 3}, options)'
    code, printed = stack.attempt("preview", program)
    assert code != 0
    assert "Invalid or unknown key 'asumeRolePolicy' (did you mean 'assumeRolePolicy'?)" in printed
    assert "Missing required property 'assumeRolePolicy'" in printed
    program = 'pulumi.CustomResource("aws:ec2/instance:Instance", "machine", {}, options)'
    assert "type 'aws:ec2/instance:Instance' is not simulated" in stack.attempt("preview", program)[1]


def test_another_account_is_refused_in_the_preview_already(stack: Stack, bare_engine: Engine) -> None:
    program = 'aws.iam.AccountAlias("alias", account_alias="acme", opts=options)'
    code, printed = stack.attempt("preview", program, allowed="210987654321")
    assert code != 0
    assert f"AWS account ID not allowed: {bare_engine.account}" in printed


def test_secrets_are_not_in_the_state(stack: Stack) -> None:
    program = 'aws.kms.Key("key", description=pulumi.Output.secret("hush-hush"), opts=options)'
    printed = stack.run("up", program)[1]
    assert "hush-hush" not in json.dumps(stack.resource("key")) + printed
    assert stack.run("preview")[0] == {"unchanged": 3}
