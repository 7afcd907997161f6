region = "us-east-1"
bucket = "${var.namespace}-logs"
