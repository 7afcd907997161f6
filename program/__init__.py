"""Wiring of one Pulumi stack: kinds, validated variables, providers, references, exports."""
