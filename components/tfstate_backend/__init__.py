"""Kind ``tfstate-backend``: where the state of all stacks is kept."""
