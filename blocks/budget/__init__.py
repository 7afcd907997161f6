"""Budgets: what an account or an organization may spend, who hears of it, and what is done about it."""
