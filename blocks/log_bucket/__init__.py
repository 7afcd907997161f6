"""A bucket that services of AWS deliver to from the accounts of the organization, and that keeps what they deliver."""
