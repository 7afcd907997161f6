"""Contacts of an account: whom AWS writes to."""
