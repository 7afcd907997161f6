"""The environment in which commands speak to the sandbox and to nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping

from sandbox.home import Home

ACCESS_KEY_ID = "AKIAROOTSTOCKSANDBOX"
SECRET_ACCESS_KEY = "sandbox"  # noqa: S105 - opens nothing: the simulated AWS does not check signatures
PASSPHRASE = "sandbox"  # noqa: S105 - protects a state that holds nothing real
REGION = "us-east-1"

_NEVER_PROXIED = ("127.0.0.1", "localhost", "::1")
_FOREIGN = (
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_API",
    "PULUMI_CONFIG",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_CREDENTIALS_PATH",
    "PULUMI_ORGANIZATION",
    "PULUMI_STACK",
)


def variables(home: Home, url: str, path: str, base: Mapping[str, str]) -> dict[str, str]:
    """The variables to set so that Pulumi, boto3 and the AWS command line use the sandbox at ``url``.

    ``path`` is the PATH on which the engine is found; ``base`` the environment that they are added to.
    """
    result = {
        "PATH": os.pathsep.join([str(home.bin), path]),
        "PULUMI_BACKEND_URL": home.backend_url,
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_HOME": str(home.pulumi),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK": "true",
        "AWS_ENDPOINT_URL": url,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
        "AWS_CONFIG_FILE": str(home.aws_config),
        "AWS_SHARED_CREDENTIALS_FILE": str(home.aws_config),
        "AWS_EC2_METADATA_DISABLED": "true",
        # S3 Control puts the account in front of the host name, which a loopback address cannot have; in front of
        # an "@" it is a user's name and does no harm.
        "AWS_ENDPOINT_URL_S3_CONTROL": url.replace("://", "://s3@", 1),
    }
    for name in ("NO_PROXY", "no_proxy"):
        result[name] = _never_proxied(base.get(name, ""))
    return result


def foreign(base: Mapping[str, str], own: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the variables in ``base`` that would let real credentials or endpoints leak into the sandbox."""
    return tuple(sorted(name for name in base if name not in own and (name.startswith("AWS_") or name in _FOREIGN)))


def _never_proxied(given: str) -> str:
    hosts = [host.strip() for host in given.split(",") if host.strip()]
    return ",".join(hosts + [host for host in _NEVER_PROXIED if host not in hosts])
