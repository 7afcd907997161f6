"""Rules of the kind ``tfstate-backend``, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.tfstate_backend.rules.accounts import accounts
from components.tfstate_backend.rules.bucket_name import bucket_name
from components.tfstate_backend.rules.known_limits import known_limits
from components.tfstate_backend.rules.logging import logging
from components.tfstate_backend.rules.replication import replication
from components.tfstate_backend.rules.role_names import role_names
from components.tfstate_backend.rules.role_sizes import role_sizes
from components.tfstate_backend.rules.trust_sizes import trust_sizes
from components.tfstate_backend.variables import TfstateBackendVariables
from model.finding import Problem

Rule = Callable[[TfstateBackendVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    bucket_name,
    accounts,
    role_names,
    trust_sizes,
    role_sizes,
    replication,
    logging,
    known_limits,
)
