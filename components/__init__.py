"""What is put into accounts: a room a kind."""
