"""CloudWatch and CloudWatch Logs."""
