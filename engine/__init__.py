"""Pulumi's toolchain: an installed CLI or one built from its Go modules, and the language host that it may lack."""
