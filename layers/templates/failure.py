"""What is wrong with a template."""

from __future__ import annotations


class TemplateError(Exception):
    """A template that cannot be parsed or executed: what, and in which line of the template's text."""

    def __init__(self, problem: str, line: int = 1) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
