"""Deploys thirty accounts while AWS misbehaves, each time in another way, and counts what became of them.

    python benchmarks/faults.py [--seeds 200] [--first 0] [--accounts 30] [--parallel 2] [--results FILE]

Each seed is a fresh simulated AWS with AWS's request rates, faults at 5 % of all calls, and lost answers to
CreateAccount besides. A run that fails is repeated as its message says, as a person would do. At the end every account
must be there exactly once, in its unit, and stand in the state; before, each is in the state or is named by a message.

With --results, a line of JSON is added to FILE for each seed as soon as it is done, and seeds that stand in it are not
run again: a run that was broken off carries on where it ended, and several may share a file.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.faulty import Outcome, deploy  # noqa: E402 the checkout must be on the path first
from engine.toolchain import find_or_build  # noqa: E402


def main() -> None:
    """Prints a line for each seed, and a summary. Exit code 1 when a seed broke a promise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--accounts", type=int, default=30)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--results", type=Path)
    arguments = parser.parse_args()
    os.environ["PATH"] = find_or_build().path(os.environ)["PATH"]
    began = time.monotonic()
    seeds = range(arguments.first, arguments.first + arguments.seeds)

    def outcome_of(seed: int) -> Outcome:
        known = _known(arguments.results).get((seed, arguments.accounts))
        return known or _one(seed, arguments.accounts, arguments.results)

    with ThreadPoolExecutor(arguments.parallel) as pool:
        outcomes = list(pool.map(outcome_of, seeds))
    runs = Counter(outcome.runs for outcome in outcomes)
    broken = [outcome for outcome in outcomes if outcome.broken]
    troubles: Counter[str] = Counter()
    for outcome in outcomes:
        troubles.update(outcome.troubles)
    print(f"{len(outcomes)} seeds of {arguments.accounts} accounts in {time.monotonic() - began:.0f} s")
    print("runs until done: " + ", ".join(f"{count} x {number}" for number, count in sorted(runs.items())))
    print("met: " + ", ".join(f"{count} {kind}" for kind, count in sorted(troubles.items())))
    print(f"broken promises: {len(broken)}")
    sys.exit(1 if broken else 0)


def _one(seed: int, accounts: int, results: Path | None) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="rootstock-faults-") as folder:
        try:
            outcome = deploy(seed, accounts, Path(folder))
        except Exception:  # One seed that cannot be judged must not take the others with it.
            outcome = Outcome(seed, broken=[traceback.format_exc()])
    print(outcome, flush=True)
    if results:
        with results.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"accounts": accounts, **asdict(outcome)}) + "\n")
    return outcome


def _known(results: Path | None) -> dict[tuple[int, int], Outcome]:
    """What an earlier run found out, by seed and number of accounts."""
    if not results or not results.exists():
        return {}
    lines = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    return {(line["seed"], line.pop("accounts")): Outcome(**line) for line in lines}


if __name__ == "__main__":
    main()
