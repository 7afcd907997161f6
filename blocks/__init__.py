"""What several kinds share: how a kind is wired, and resources that more than one of them needs."""
