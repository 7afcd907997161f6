"""What the simulated AWS is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.environment import ACCESS_KEY_ID


@dataclass(frozen=True)
class Settings:
    """``account_creation_seconds`` is how long CreateAccount stays IN_PROGRESS, ``closing_seconds`` how long a closed
    account stays PENDING_CLOSURE, ``policy_type_seconds`` and ``region_seconds`` how long a
    policy type or region is being switched, ``quota_increase_seconds`` how long a quota increase stays PENDING.
    ``account_limit`` is the quota of accounts in the organization, ``closures_always_allowed`` how many of them may be
    closed in 30 days however few there are. With ``enforce``, what the effective policies deny is denied.

    ``rates`` is ``aws`` for AWS's published request rates, ``none`` for none. ``speed`` is how many seconds pass on the
    clock of the simulated AWS in a real one; all seconds here are that clock's. ``latency`` is how many each call
    takes. ``faults`` are told in ``sandbox.aws.trouble.faults``; ``seed`` decides which calls they fall on.
    """

    management_account_id: str = "123456789012"
    management_account_name: str = "Management"
    management_account_email: str = "aws+management@sandbox.example"
    administrator_access_key_id: str = ACCESS_KEY_ID
    account_creation_seconds: float = 0.2
    closing_seconds: float = 0.2
    policy_type_seconds: float = 0.1
    region_seconds: float = 0.5
    quota_increase_seconds: float = 1.0
    account_limit: int = 1000
    closures_always_allowed: int = 250
    enforce: bool = False
    rates: str = "none"
    speed: float = 1.0
    latency: float = 0.0
    faults: tuple[str, ...] = ()
    seed: int = 0


_current = Settings()


def current() -> Settings:
    """The settings of this process."""
    return _current


def use(settings: Settings) -> None:
    """From now on, ``current()`` gives ``settings``."""
    global _current
    _current = settings
