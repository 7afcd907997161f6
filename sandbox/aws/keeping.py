"""Everything that the simulated AWS holds, written to a file and read back."""

from __future__ import annotations

import copyreg
import io
import pickle
import sys
import threading
from collections import defaultdict
from pathlib import Path
from types import FunctionType
from typing import Any
from uuid import uuid4

import dill
from moto.core.base_backend import AccountSpecificBackend, BackendDict
from moto.organizations.models import organizations_backends
from moto.s3.models import s3_backends

from model.whole_file import write_whole
from sandbox.aws import credentials, services
from sandbox.aws.holding import PerAccount

_LOCKS = (type(threading.Lock()), type(threading.RLock()))
_ATTEMPTS = 5


def save(path: Path) -> None:
    """``path`` holds everything, whole or not at all. What changes meanwhile may or may not be in it."""
    services.warm()
    for attempt in range(_ATTEMPTS):
        try:
            kept = _kept()
            break
        except RuntimeError:
            # A dictionary changed its size: a call was under way.
            if attempt == _ATTEMPTS - 1:
                raise
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, kept)


def load(path: Path) -> None:
    """The simulated AWS holds what is in ``path`` and nothing else."""
    services.warm()
    known = pickle.loads(path.read_bytes())  # noqa: S301 - a file of the sandbox's own, written by ``save``
    by_service = {backends.service_name: backends for backends in _backend_dicts()}
    for backends in list(BackendDict._instances):
        backends.clear()
    for service, accounts in known["backends"].items():
        backends = by_service.get(service) or _moto_backends(service)
        backends.clear()
        for account_id, (regions, held) in accounts.items():
            backends[account_id] = _account(backends, account_id, regions, held)
        if backends and backends not in BackendDict._instances:
            BackendDict._instances.append(backends)
    organizations_backends.master_accounts.clear()
    organizations_backends.master_accounts.update(known["members"])
    s3_backends.bucket_accounts = known["bucket owners"]
    holders = _holders()
    for name, holder in holders.items():
        holder.replace(known["held"].get(name, {}))
    credentials.replace(known["callers"])


def _kept() -> bytes:
    buffer = io.BytesIO()
    everything = {
        "backends": {
            backends.service_name: {
                account: (regions.regions, dict(regions.items())) for account, regions in backends.items()
            }
            for backends in list(BackendDict._instances)
        },
        "members": dict(organizations_backends.master_accounts),
        "bucket owners": dict(s3_backends.bucket_accounts),
        "held": {name: holder.held() for name, holder in _holders().items()},
        "callers": credentials.everybody(),
    }
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(everything)
    return buffer.getvalue()


def _account(backends: Any, account_id: str, regions: list[str], held: dict[str, Any]) -> Any:
    # Its constructor asks botocore for the regions of every partition, which takes longer than all the rest.
    account = AccountSpecificBackend.__new__(AccountSpecificBackend)
    account._id = str(uuid4())
    account.service_name = backends.service_name
    account.account_id = account_id
    account.backend = backends.backend
    account.regions = list(regions)
    account.update(held)
    return account


def _backend_dicts() -> list[Any]:
    modules = [module for name, module in list(sys.modules.items()) if name.startswith("moto.") and module]
    return [value for module in modules for value in vars(module).values() if isinstance(value, BackendDict)]


def _moto_backends(service: str) -> Any:
    from moto.backends import get_backend

    return get_backend(service)


def _holders() -> dict[str, PerAccount[Any]]:
    """The state that our own services hold, by where it stands."""
    return {
        f"{name}:{attribute}": value
        for name, module in sorted(sys.modules.items())
        if name.startswith("sandbox.aws.")
        for attribute, value in vars(module).items()
        if isinstance(value, PerAccount) and value.home == name
    }


class _Pickler(pickle.Pickler):
    """Writes what pickle alone cannot: locks, which are new ones later, classes that go by another's name, lambdas."""

    def reducer_override(self, thing: Any) -> Any:
        """How to make ``thing`` again; NotImplemented for what pickle can do by itself."""
        if isinstance(thing, _LOCKS):
            return (threading.RLock, ()) if isinstance(thing, _LOCKS[1]) else (threading.Lock, ())
        if hasattr(thing, "private_bytes"):
            return _private_key, (_as_pem(thing),)
        if isinstance(thing, type) and not _is_where_it_says(thing):
            return _class_named, _place_of(thing)
        if isinstance(thing, FunctionType) and "<locals>" in thing.__qualname__:
            return dill.loads, (dill.dumps(thing, recurse=True),)
        if isinstance(thing, defaultdict) and type(thing).__init__ is not defaultdict.__init__:
            # Its constructor takes something else than what makes a missing value.
            state = (vars(thing) or None, {"default_factory": thing.default_factory})
            return copyreg.__newobj__, (type(thing),), state, None, iter(thing.items())  # type: ignore[attr-defined]
        return NotImplemented


def _is_where_it_says(kind: type) -> bool:
    found: Any = sys.modules.get(kind.__module__)
    for part in kind.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is kind


def _place_of(kind: type) -> tuple[str, str]:
    for name, module in list(sys.modules.items()):
        if name.startswith("sandbox.aws.") and getattr(module, kind.__name__, None) is kind:
            return name, kind.__name__
    raise pickle.PicklingError(f"{kind} is nowhere to be found")


def _as_pem(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem


def _private_key(pem: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    return load_pem_private_key(pem, None)


def _class_named(module: str, name: str) -> Any:
    return getattr(sys.modules[module], name)
