"""Enforcement, when it is switched on: a request that the effective policies deny is denied."""
