"""What a person needs to work in one account: its id, its access role, and a profile for AWS's own command line."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cli import exit_code, options
from cli.configuration import read
from cli.surroundings import surroundings
from cli.verb import UsageError
from model.finding import suggestion

if TYPE_CHECKING:
    from layers import Tree
    from model.account_map import AccountMap

NAME = "env"
HELP = "print an account's id, the ARN of its access role and a profile for ~/.aws/config"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options."""
    parser.add_argument("name", metavar="NAME", help="account in the account map, such as plat-prod")
    parser.add_argument("--role", metavar="LABEL", help="another role than the access role, by its label")
    parser.add_argument(
        "--source-profile", metavar="PROFILE", default="default", help="profile that assumes the role (%(default)s)"
    )
    options.config_root(parser)
    options.output_format(parser)


def run(given: argparse.Namespace) -> int:
    """Prints the account as the map has it: the map that YAML keeps, else the one that its stack exports."""
    tree = read(given)
    found = account(_map(tree), given.name, _region(tree, given.name), given.role, given.source_profile)
    if given.format == "json":
        sys.stdout.write(json.dumps(found.as_data(), indent=2) + "\n")
    else:
        sys.stdout.write(found.text())
    return exit_code.DONE


@dataclass(frozen=True)
class Environment:
    """One account. ``role_arn`` is None in the management account, whose credentials are the caller's own."""

    name: str
    id: str
    role_arn: str | None
    profile: str
    region: str
    source_profile: str

    @property
    def aws_config(self) -> str:
        """The section of an AWS config file that makes the account a profile."""
        lines = [f"[profile {self.profile}]", f"region = {self.region}"]
        if self.role_arn:
            lines += [f"role_arn = {self.role_arn}", f"source_profile = {self.source_profile}"]
        return "\n".join(lines) + "\n"

    def as_data(self) -> dict[str, str | None]:
        """The account as plain data."""
        return {**asdict(self), "aws_config": self.aws_config}

    def text(self) -> str:
        """The account as lines of comment over the profile: the whole can be appended to ~/.aws/config."""
        role = self.role_arn or "none: the management account is used with its own credentials"
        return f"# {self.name}: account {self.id}\n# role: {role}\n{self.aws_config}"


def account(found: AccountMap, name: str, region: str, role: str | None, source_profile: str) -> Environment:
    """One account of the map. UsageError with the near ones when there is none of that name."""
    if name not in found.full_account_map:
        raise UsageError(f"the account map has no account '{name}'{suggestion(name, found.full_account_map)}")
    arn = found.organization_role_arns.get(name)
    if role is not None:
        arn = found.iam_role_arn_templates[name].replace("%s", role)
    profile = f"{name}-{role}" if role else found.terraform_profiles.get(name, name)
    return Environment(name, found.full_account_map[name], arn, profile, region, source_profile)


def _map(tree: Tree) -> AccountMap:
    from model.account_map import AccountMap
    from operate.outputs import stack_output
    from program.account_maps import exported_map, static_map
    from program.stacks import export_name

    kept = static_map(tree)
    if kept is not None:
        return kept
    found = exported_map(tree)
    if found is None:
        raise UsageError("the configuration has no account map: `account_map` in rootstock.yaml says where it stands")
    around = surroundings()
    pulumi = around.pulumi()
    return AccountMap.model_validate(stack_output(pulumi, str(found.stack), export_name(found)))


def _region(tree: Tree, name: str) -> str:
    """The home region of the account where anything is configured in it, else that of the whole tree's map."""
    from program.provider import home_region

    held = [instance for instance in tree.instances() if instance.stack.account == name]
    return home_region(held or list(tree.instances()))
