"""A private bucket with everything that belongs to it, and what its settings may be."""
