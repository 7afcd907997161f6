"""In the sandbox's environment nothing leads to a real account."""

from __future__ import annotations

from pathlib import Path

from sandbox import environment
from sandbox.home import Home

HOME = Home(Path("/cache/rootstock/sandboxes/checkout-1"))
URL = "http://127.0.0.1:4000"


def test_everything_points_into_the_sandbox() -> None:
    assert environment.variables(HOME, URL, "/usr/bin:/bin", {}) == {
        "PATH": "/cache/rootstock/sandboxes/checkout-1/bin:/usr/bin:/bin",
        "PULUMI_BACKEND_URL": "file:///cache/rootstock/sandboxes/checkout-1/state",
        "PULUMI_CONFIG_PASSPHRASE": "sandbox",
        "PULUMI_HOME": "/cache/rootstock/sandboxes/checkout-1/pulumi",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK": "true",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:4000",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "AKIAROOTSTOCKSANDBOX",
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_CONFIG_FILE": "/cache/rootstock/sandboxes/checkout-1/aws-config",
        "AWS_SHARED_CREDENTIALS_FILE": "/cache/rootstock/sandboxes/checkout-1/aws-config",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL_S3_CONTROL": "http://s3@127.0.0.1:4000",
        "NO_PROXY": "127.0.0.1,localhost,::1",
        "no_proxy": "127.0.0.1,localhost,::1",
    }


def test_a_proxy_of_the_user_is_kept_for_everything_else() -> None:
    base = {"NO_PROXY": "corp.example, localhost", "HTTPS_PROXY": "http://proxy:8080"}
    found = environment.variables(HOME, URL, "", base)
    assert (found["NO_PROXY"], "HTTPS_PROXY" in found) == ("corp.example,localhost,127.0.0.1,::1", False)


def test_variables_that_lead_to_real_accounts_are_named() -> None:
    base = {
        "AWS_PROFILE": "production",
        "AWS_SESSION_TOKEN": "token",
        "AWS_ROLE_ARN": "arn",
        "AWS_ENDPOINT_URL_S3": "https://s3.example",
        "AWS_REGION": "eu-west-1",
        "PULUMI_ACCESS_TOKEN": "pul-1",
        "PULUMI_CONFIG_PASSPHRASE_FILE": "/file",
        "EDITOR": "vi",
    }
    own = environment.variables(HOME, URL, "", base)
    assert environment.foreign(base, own) == (
        "AWS_ENDPOINT_URL_S3",
        "AWS_PROFILE",
        "AWS_ROLE_ARN",
        "AWS_SESSION_TOKEN",
        "PULUMI_ACCESS_TOKEN",
        "PULUMI_CONFIG_PASSPHRASE_FILE",
    )
