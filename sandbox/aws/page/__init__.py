"""The web page of the simulated AWS."""
