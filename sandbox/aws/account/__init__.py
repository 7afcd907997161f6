"""Account Management: names, contacts and regions, for one's own account or, from the management account, another."""
