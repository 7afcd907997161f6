"""Go templates, as far as configuration trees use them. One function is the whole interface: ``render``."""

from layers.templates.failure import TemplateError
from layers.templates.rendering import Rendered, evaluate, is_field, render

__all__ = ["Rendered", "TemplateError", "evaluate", "is_field", "render"]
