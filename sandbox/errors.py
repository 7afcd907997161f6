"""What goes wrong with the sandbox, in words for its users."""

from __future__ import annotations


class SandboxError(Exception):
    """The sandbox cannot do what was asked. ``str()`` is a sentence for users: what, where, and what to do."""
