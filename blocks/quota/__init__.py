"""Service quotas: how much of a service an account may use, and requests for more."""
