"""Kind ``account-map``: what every stack may know of all accounts."""
