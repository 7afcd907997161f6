"""Organizations: the tree, its accounts and policies, and everything that AWS refuses."""
