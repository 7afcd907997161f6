"""What an account has once in every region."""

from __future__ import annotations

from model.variables import Variables


class RegionalVariables(Variables):
    """Variables of a kind with regional parts."""

    @property
    def all_regions(self) -> tuple[str, ...]:
        """The regions that regional parts are applied to, each once: ``regions``, else the home region."""
        return tuple(dict.fromkeys(self.regions or [self.region]))
