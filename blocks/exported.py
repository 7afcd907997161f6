"""Exports of other stacks in the shape that their kind documents."""

from __future__ import annotations

from typing import Any, TypeVar

import pulumi
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


def whole(model: type[Model], exported: Any, source: str) -> Model:
    """The export as its model. Raises RunError when the run that exported it did not end well; ``source`` names it."""
    try:
        return model.model_validate(exported)
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise pulumi.RunError(
            f"'{pulumi.get_stack()}' stands on {source}, whose exports are not whole (`{where}`): its last run did not "
            "end well, or another version of this program made it. Run `pulumi up` for it first"
        ) from error
