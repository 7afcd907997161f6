"""RS411: a region that AWS does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from layers import Instance
from model.finding import Path, Problem, suggestion
from model.regions import aws_regions

RULE = "RS411"


def region_problems(instance: Instance) -> Iterator[Problem]:
    """A problem for the home region of an instance and for each of its ``regions`` that is none."""
    regions = instance.vars.get("regions")
    given: list[tuple[Path, Any]] = [(("vars", "region"), instance.vars.get("region"))]
    given += [
        (("vars", "regions", place), one) for place, one in enumerate(regions if isinstance(regions, list) else ())
    ]
    for path, region in given:
        if isinstance(region, str) and region not in aws_regions():
            hint = suggestion(region, aws_regions())
            text = f"no region '{region}'{hint}; one that AWS has opened since goes into model/regions.yaml"
            yield Problem(RULE, text, path)
