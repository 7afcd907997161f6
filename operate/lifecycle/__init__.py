"""The life of an account as files: what a new one needs written."""
