"""What each simulated type is expected to do in the course of its life, and a way to see it do that."""
