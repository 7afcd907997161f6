"""Takes resources of every simulated type through their whole lives, under the real engine, many at once,
an account and a stack for each file of expectations.

    python benchmarks/lives.py [FILE…]

FILE is a file of expectations in tests/sandbox/provider/lives, all of them when none is named. Prints what was
otherwise than expected. Exit code 1 when something was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from sandbox import server  # noqa: E402 the checkout must be on the path first
from sandbox.home import Home  # noqa: E402
from tests.sandbox.provider.lives.course import Course  # noqa: E402
from tests.sandbox.provider.lives.table import names, table  # noqa: E402

_FIRST_ACCOUNT = 111111111111
_QUICK = [
    f"--{what}-seconds=0.02" for what in ("account-creation", "closing", "policy-type", "region", "quota-increase")
]


def main() -> None:
    """Runs a course for each file and prints what it says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", choices=[*names(), []], metavar="FILE")
    parser.add_argument("--parallel", type=int, default=2)
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rootstock-lives-") as folder:
        home = Home(Path(folder) / "sandbox")
        home.make()
        running = server.launch(home, CHECKOUT, str(_FIRST_ACCOUNT), _QUICK)

        def course(number: int, file: str) -> list[str]:
            return _course(file, Path(folder) / file, running.url, str(_FIRST_ACCOUNT + number))

        try:
            with ThreadPoolExecutor(arguments.parallel) as pool:
                wrong = list(chain(*pool.map(course, *zip(*enumerate(arguments.files or names()), strict=True))))
        finally:
            server.shut_down(home)
    print(f"{len(wrong)} otherwise than expected, in {time.monotonic() - began:.0f} s")
    sys.exit(1 if wrong else 0)


def _course(file: str, folder: Path, url: str, account: str) -> list[str]:
    chosen = table(file)
    course = Course(chosen, folder, url, account, lambda said: print(f"{file}: {said}", flush=True))
    try:
        wrong = course.run()
    except AssertionError as error:
        # The engine itself failed: what was found before it is told all the same, and the other files go on.
        print(f"{file}: the engine failed: {error}", flush=True)
        wrong = [*course.wrong, str(error)]
    print(f"{file}: {len(chosen.lives)} types, {len(wrong)} otherwise than expected", flush=True)
    return [f"{file}: {one}" for one in wrong]


if __name__ == "__main__":
    main()
