"""From nothing to a managed organization: state on disk first, then in the bucket that it describes."""
