"""A value that another instance exports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """``!output INSTANCE [CONFIG STACK] PATH``: the value at ``path`` among the exports of an instance.

    ``config_stack`` is None for the config stack that the reference stands in. An empty ``path`` means all exports.
    ``text`` is the reference as it was written.
    """

    instance: str
    config_stack: str | None = None
    path: tuple[str, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        return self.text or " ".join(filter(None, ("!output", self.instance, self.config_stack, ".".join(self.path))))
