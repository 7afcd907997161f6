"""The `rootstock` command: parse and print. What it does stands in `operate`, `program`, `layers` and `sandbox`."""
