"""`python -m cli`: the `rootstock` command."""

import sys

if __name__ == "__main__":
    try:
        from cli.dispatch import main

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:  # before or after the command itself, which has its own way with Ctrl-C
        sys.exit(130)
