"""The kind `account`: the organization, its units, accounts and policies as one tree."""
