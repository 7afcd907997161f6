"""What stops an operation before or between runs."""

from __future__ import annotations


class OperateError(Exception):
    """The operation cannot start or go on. The text is one sentence or paragraph for the user."""


class NotConfigured(OperateError):
    """A stack or instance was named that the configuration does not make."""
