"""Kind ``deploy-roles``: the roles that machines take to preview and to deploy the stacks of an account."""
