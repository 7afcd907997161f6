"""Rules of the kind ``deploy-roles``, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.deploy_roles.rules.known_limits import known_limits
from components.deploy_roles.rules.nobody import nobody
from components.deploy_roles.rules.other_accounts import other_accounts
from components.deploy_roles.rules.previews_apply import previews_apply
from components.deploy_roles.rules.role_names import role_names
from components.deploy_roles.rules.trust_sizes import trust_sizes
from components.deploy_roles.variables import DeployRolesVariables
from model.finding import Problem

Rule = Callable[[DeployRolesVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (role_names, trust_sizes, other_accounts, nobody, previews_apply, known_limits)
