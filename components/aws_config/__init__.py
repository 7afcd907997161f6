"""Kind ``aws-config``: what every resource of an account was like, and when it changed."""
