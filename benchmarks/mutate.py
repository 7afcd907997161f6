"""Thousands of slips of the hand in the example trees: none may give a traceback, none may take long.

    python benchmarks/mutate.py [--rounds 1000] [--seed 1]

``tests/layers/test_mutations.py`` does a few dozen of them in the ordinary tests.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Prints how many mutations each example took, and how long the longest took on average."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(CHECKOUT))
    spec = importlib.util.spec_from_file_location("mutations", CHECKOUT / "tests/layers/test_mutations.py")
    assert spec is not None
    assert spec.loader is not None
    tests = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tests)
    for example in tests.EXAMPLES:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            tests.mutate(example, Path(folder, "config"), options.rounds, options.seed)
        each = (time.perf_counter() - start) / options.rounds
        print(f"{example.name}: {options.rounds} mutations, no traceback, {each * 1000:.0f} ms each", flush=True)


if __name__ == "__main__":
    main()
