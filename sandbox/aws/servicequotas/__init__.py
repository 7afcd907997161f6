"""Service Quotas: what AWS grants by default, and requests for more."""
