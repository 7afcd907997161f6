"""Kind ``cloudtrail-bucket``: where the trails of the organization write."""
