"""How long `deploy --all` takes when nothing changes, as a ratio to the stacks' own previews one after another.

    ./rootstock sandbox up && eval "$(./rootstock sandbox env)" && python benchmarks/deploy.py [--rounds 3]

Both are measured alternately in the same simulated AWS, and the medians are compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from layers import load  # noqa: E402 the checkout must be on the path first
from operate.stacks import dependencies  # noqa: E402


def main() -> None:
    """Measures and prints the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    assert os.environ.get("AWS_ENDPOINT_URL"), "only in the sandbox: see above"
    stacks = sorted(dependencies(load(CHECKOUT / "config")))
    together, alone = [], []
    for _ in range(given.rounds):
        together.append(seconds([sys.executable, "-m", "cli", "deploy", "--all", "--yes"]))
        alone.append(sum(seconds(["pulumi", "preview", "--stack", one, "--non-interactive"]) for one in stacks))
    both = statistics.median(together), statistics.median(alone)
    print(f"deploy --all without changes: {both[0]:.1f} s; {len(stacks)} previews in a row: {both[1]:.1f} s")
    print(f"ratio {both[0] / both[1]:.2f} on {os.cpu_count()} cores")


def seconds(command: Sequence[str]) -> float:
    """How long a command takes. Raises CalledProcessError when it fails."""
    began = time.monotonic()
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
