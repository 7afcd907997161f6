"""EBS defaults of an account."""
