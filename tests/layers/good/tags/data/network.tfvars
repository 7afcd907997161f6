# What the network's own project is deployed with.
availability_zones = ["us-east-1a", "us-east-1b"]
nat_gateway_count  = 2

subnets = {
  "private" = { cidr = "10.0.0.0/17", public = false }
}
notice = <<-EOT
  Ask "network" first:
    $${TEAM} owns it.
  EOT
