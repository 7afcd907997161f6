"""Simulated AWS, real Pulumi engine and local state, on one machine; one per checkout."""
