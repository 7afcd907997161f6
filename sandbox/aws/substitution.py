"""How backends of ours take the place of moto's."""

from __future__ import annotations

from typing import Any


def substitute(backends: Any, backend: type) -> None:
    """Each account's backend in ``backends``, moto's dictionary of them, is a ``backend`` from now on.

    ``backend`` extends moto's class. It takes over that class's module name, by which moto finds the service's URLs.
    """
    backend.__module__ = backends.backend.__module__
    backends.backend = backend
    backends.clear()
