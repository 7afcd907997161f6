"""A stand-in for the AWS provider: the same resources, made in the simulated AWS."""
