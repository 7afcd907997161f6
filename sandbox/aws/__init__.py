"""The simulated AWS: moto's server, extended where it falls short of AWS."""
