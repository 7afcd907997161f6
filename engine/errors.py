"""What a user is told when there is no Pulumi to work with."""


class EngineError(Exception):
    """No usable Pulumi. The text is for users: what is missing or failed, and what to do about it."""
