"""Where a kind's variables were written: what a check may look at besides the variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Peer:
    """Another instance of the tree, enabled: what a check may know of it."""

    kind: str
    name: str
    account: str
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class CheckPlace:
    """The surroundings of one instance while its variables are checked.

    ``config_root`` is the folder of the configuration tree; paths in variables are relative to it. ``account`` is the
    name ``{tenant}-{stage}`` of the account that the instance is configured for, ``management`` whether that is the
    management account. ``kinds_by_account`` tells which kinds are configured in each account of the tree, ``peers``
    every instance of the tree that is enabled, ``account_names`` how the accounts of the organization are called (None
    where nothing says it), ``trusted_access`` which services the kinds of the management account need to be trusted,
    each with what needs it.
    """

    config_root: Path
    account: str = ""
    management: bool = False
    kinds_by_account: Callable[[], Mapping[str, frozenset[str]]] = dict
    peers: Callable[[], Iterable[Peer]] = tuple
    account_names: Callable[[], frozenset[str] | None] = lambda: None
    trusted_access: Callable[[], Mapping[str, str]] = dict
