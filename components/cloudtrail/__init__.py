"""Kind ``cloudtrail``: the audit trail of an account, or of the organization."""
