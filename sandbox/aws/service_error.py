"""Errors that a service answers by itself."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class ServiceError(ServiceException):  # type: ignore[misc]
    """An error of a code and a message. For moto's own class moto would look for a service named after its module."""
