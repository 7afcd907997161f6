"""Retentions that CloudWatch Logs offers."""

import pytest

from blocks.retention import offered


def test_an_offered_retention_is_itself() -> None:
    assert [offered(days) for days in (0, 365, 731, 3653)] == [0, 365, 731, 3653]


def test_any_other_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="does not keep events for 730 days \\(nearest: 545 or 731"):
        offered(730)
