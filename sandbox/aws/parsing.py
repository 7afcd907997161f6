"""The parameters of a request, by the names that AWS gives them, in whatever protocol it came."""

from __future__ import annotations

from typing import Any

from moto.core.parse import XFormedDict
from moto.core.responses import BaseResponse


def parameters(response: BaseResponse) -> dict[str, Any]:
    """The parameters of the request that ``response`` answers. Those in a path or query are among them."""
    if not hasattr(response, "params"):
        response.parse_parameters(response.normalized_request)
    given = response.params
    return dict(given.original_dict() if isinstance(given, XFormedDict) else given)
