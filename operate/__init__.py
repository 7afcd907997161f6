"""Many Pulumi stacks as one thing to run: order, runs, events, summary. Drives `pulumi`; never replaces it."""
