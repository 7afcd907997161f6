"""A Pulumi project of its own: how Pulumi Deployments runs the stacks of the organization."""
