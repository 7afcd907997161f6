"""Kind ``config-bucket``: where AWS Config delivers to from the accounts of the organization."""
