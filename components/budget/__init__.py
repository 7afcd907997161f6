"""Kind ``budget``: budgets of an account, or of the organization from its management account."""
