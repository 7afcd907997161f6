"""S3 and S3 Control."""
