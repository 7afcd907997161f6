"""Pulumi's Python language host, for a CLI that has none: runs a program when the engine asks for it.

Started by the engine as ``pulumi-language-python … <address of the engine>``; prints the port it serves on.
"""
