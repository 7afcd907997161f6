"""Kind ``account-settings``: the baseline of one account."""
