"""EC2 defaults of an account."""
