"""Kind ``account-quotas``: requests for more of AWS's services in one account."""
