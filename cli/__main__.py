"""`python -m cli`: the `rootstock` command."""

import gc
import sys

if __name__ == "__main__":
    # What is imported stays: looking for garbage among it again and again takes a tenth of the start-up.
    gc.set_threshold(100_000)
    try:
        from cli.dispatch import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # before or after the command itself, which has its own way with Ctrl-C
        sys.exit(130)
