"""How a command ends, for the shell that called it."""

DONE = 0
PROBLEMS = 1
USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141
