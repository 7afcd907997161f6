"""Where the state of an organization will be kept, as its configuration says."""

from __future__ import annotations

from dataclasses import dataclass

from components.tfstate_backend.addresses import login_url, secrets_provider
from components.tfstate_backend.variables import TfstateBackendVariables
from layers import Instance, Tree
from model.finding import suggestion
from operate.errors import NotConfigured, OperateError
from program.references import references_in
from program.stacks import stack_plans
from program.variables import validated

_KIND = "tfstate-backend"


@dataclass(frozen=True)
class Backend:
    """One configured state backend.

    ``stack`` is the Pulumi stack that makes it; ``url`` what `pulumi login` takes. ``variables`` are the instance's.
    """

    stack: str
    instance: Instance
    variables: TfstateBackendVariables
    url: str
    secrets_provider: str

    @property
    def bucket(self) -> str:
        """The name of the bucket."""
        return self.variables.bucket


def state_backend(tree: Tree, stack: str | None = None) -> Backend:
    """The backend that the tree configures; where there are several, the one in ``stack``.

    Raises OperateError for a tree whose backend cannot come before everything else, with what to change.
    """
    plans = {str(name): plan for name, plan in stack_plans(tree).items()}
    found = {
        name: (kind, instance)
        for name, plan in plans.items()
        for kind, instance in plan.kinds()
        if kind.name == _KIND and instance.vars.get("enabled") is not False
    }
    name = _chosen(sorted(found), stack)
    kind, instance = found[name]
    where = f"{instance.position(('vars',)).file}: instance '{instance.name}'"
    if plans[name].upstreams:
        others = ", ".join(sorted(map(str, plans[name].upstreams)))
        raise OperateError(
            f"{where}: stack '{name}' comes after {others}, and must come before everything else: set "
            "`settings.slice: state`, so that the state backend has a stack of its own"
        )
    if any(references_in(instance.vars)):
        raise OperateError(f"{where}: it holds references, and nothing that they could mean exists yet")
    variables, _ = validated(kind, instance)
    if not isinstance(variables, TfstateBackendVariables):
        raise OperateError(f"{where} does not validate: see ./rootstock validate")
    secrets = secrets_provider(variables)
    if secrets is None:
        raise OperateError(
            f"{where}: without `pulumi_secrets_key_enabled: true` there is no key to encrypt secrets with"
        )
    return Backend(name, instance, variables, login_url(variables), secrets)


def _chosen(names: list[str], wanted: str | None) -> str:
    if not names:
        raise OperateError(
            "the configuration has no instance of the kind 'tfstate-backend', so no bucket to keep state in: import "
            "catalog/tfstate-backend in a manifest of the management account"
        )
    if wanted is None and len(names) > 1:
        raise NotConfigured(f"several stacks make a state backend: choose one with --stack ({', '.join(names)})")
    if wanted is not None and wanted not in names:
        raise NotConfigured(f"stack '{wanted}' makes no state backend{suggestion(wanted, names)}")
    return wanted or names[0]
