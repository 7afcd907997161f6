"""Resource Access Manager."""
