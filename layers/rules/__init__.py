"""The rules of configuration, one a file: id, what it says, why, and what to write instead."""
