"""CloudTrail: trails that need their bucket's consent, and trails of organizations that every member sees."""
