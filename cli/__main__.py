"""`python -m cli`: the `rootstock` command."""

import sys

from cli.dispatch import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
