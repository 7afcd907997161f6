"""How Pulumi is told of a state backend. Known before anything exists."""

from __future__ import annotations

from components.tfstate_backend.variables import TfstateBackendVariables


def login_url(variables: TfstateBackendVariables) -> str:
    """What `pulumi login` takes."""
    return f"s3://{variables.bucket}?{_query(variables)}"


def secrets_provider(variables: TfstateBackendVariables) -> str | None:
    """What `pulumi stack init --secrets-provider` takes; None where no key is made for secrets."""
    if not variables.pulumi_secrets_key_enabled:
        return None
    return f"awskms:///alias/{variables.secrets_alias}?{_query(variables)}"


def _query(variables: TfstateBackendVariables) -> str:
    return f"region={variables.region}&awssdk=v2"
