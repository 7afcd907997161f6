"""What stops an operation before or between runs."""


class OperateError(Exception):
    """The operation cannot start or go on. The text is one sentence or paragraph for the user."""
