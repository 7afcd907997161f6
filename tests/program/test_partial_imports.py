"""A service that is read in parts has the same names as one that is read whole, and reads what is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PARTLY = "from program.partial_imports import read_in_parts; read_in_parts(); read_in_parts()\n"
TOLD = """
import json, sys
import pulumi_aws as aws
def told(value):
    return [type(value).__name__, getattr(value, "__module__", ""), getattr(value, "__qualname__", "")]
"""


def ran(program: str) -> object:
    """What a Python process of its own prints as JSON."""
    done = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("service", ["organizations", "s3"])
def test_every_name_is_the_same_as_in_a_service_that_is_read_whole(service: str) -> None:
    listing = f"{TOLD}aws.{service}.outputs\nnames = [name for name in dir(aws.{service}) if name[0].isalpha()]\n"
    whole = ran(f"{listing}print(json.dumps({{name: told(getattr(aws.{service}, name)) for name in names}}))")
    assert isinstance(whole, dict)
    names = [name for name, (kind, *_) in whole.items() if kind != "module"]
    assert len(names) > 80
    asked = f"print(json.dumps({{name: told(getattr(aws.{service}, name)) for name in {names}}}))"
    assert ran(f"{PARTLY}{TOLD}{asked}") == {name: whole[name] for name in names}


def test_only_what_is_named_is_read() -> None:
    read = ran(
        f"{PARTLY}{TOLD}aws.ec2.InstanceMetadataDefaults; aws.ec2.SerialConsoleAccess\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('pulumi_aws.ec2.')]))"
    )
    assert read == ["pulumi_aws.ec2.instance_metadata_defaults", "pulumi_aws.ec2.serial_console_access"]


def test_a_name_that_no_file_is_called_after_is_found_in_the_whole() -> None:
    assert ran(
        f"{PARTLY}{TOLD}found = [told(aws.iam.ManagedPolicy), hasattr(aws.iam, 'Rolle'), hasattr(aws.iam, '__all__')]\n"
        "print(json.dumps(found))"
    ) == [["EnumType", "pulumi_aws.iam._enums", "ManagedPolicy"], False, False]
