"""Go templates, as far as configuration trees use them. One function is the whole interface: ``render``."""

from layers.templates.failure import TemplateError
from layers.templates.rendering import Rendered, evaluate, render

__all__ = ["Rendered", "TemplateError", "evaluate", "render"]
