"""IAM: access keys, account aliases, trust, root features of an organization."""
