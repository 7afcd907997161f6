"""What makes AWS slow and unreliable: request rates, latency and faults, and a record of what they did."""
