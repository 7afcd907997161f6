"""The type checker reads those modules of the AWS provider that the code names, and leaves out all others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"\baws\.([a-z_0-9]+)\.[A-Za-z]")
ROOT = {"_enums", "_inputs", "_utilities", "config", "get_caller_identity", "outputs", "provider"}


def test_every_named_module_is_checked_and_no_other() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["mypy"]
    listed = {
        module.removeprefix("pulumi_aws.").removesuffix(".*")
        for override in settings["overrides"]
        if override.get("follow_imports") == "normal"
        for module in override["module"]
        if module != "pulumi_aws"
    }
    named = {
        module
        for package in settings["packages"]
        for path in (CHECKOUT / package).rglob("*.py")
        if "import pulumi_aws as aws\n" in (text := path.read_text())
        for module in NAMED.findall(text)
    }
    assert listed - ROOT == named
