"""Kills a process at random moments of the first deployment, and looks whether the same command puts it right.

    python benchmarks/kills.py [--seeds 21] [--first 0] [--victims command engine provider]
                               [--small | --accounts core-audit … --stacks core-root …] [--results FILE]

Each seed is a fresh simulated AWS. When AWS has answered a random share of the calls that the deployment takes, the
command itself, an engine or a provider (in turns) gets SIGKILL. Then the same command runs again: it must end well, and
leave the organization that an undisturbed deployment leaves, with no account twice, none lost, and nothing pending.
Without options that is `deploy --all` of a part of the example organization. With a file for the results, each seed's
is added to it, and a later run leaves out the seeds that stand there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.faulty import write_configuration  # noqa: E402 the checkout must be on the path first
from benchmarks.killing import VICTIMS, Outcome, Trial, write_part  # noqa: E402
from benchmarks.observed import Deployed  # noqa: E402
from engine.toolchain import find_or_build  # noqa: E402

_ACCOUNTS = ("core-artifacts", "core-audit", "core-dns", "core-identity", "core-security", "plat-prod")
_SMALL = {f"unit{number % 2}-account{number}": {"description": f"Account {number}"} for number in range(6)}


def main() -> None:
    """Prints a line for each seed, and a summary. Exit code 1 when a seed broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=21)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--victims", nargs="+", choices=VICTIMS, default=VICTIMS)
    parser.add_argument("--accounts", nargs="+", default=_ACCOUNTS, help="of the example organization")
    parser.add_argument("--stacks", nargs="+", default=["--all"], help="what is deployed: names as `deploy` takes them")
    parser.add_argument(
        "--small", action="store_true", help="a stack of six accounts and their policies by `sandbox up`"
    )
    parser.add_argument("--results", type=Path, help="each seed's result is added to this file as a line of JSON")
    given = parser.parse_args()
    known = _known(given.results)
    command = ["sandbox", "up"] if given.small else ["deploy", *given.stacks, "--yes"]
    os.environ["PATH"] = find_or_build().path(os.environ)["PATH"]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rootstock-kills-") as name:
        folder = Path(name)
        if given.small:
            write_configuration(folder / "config", _SMALL)
        else:
            write_part(folder / "config", given.accounts)
        with Trial(folder / "undisturbed", folder / "config", command) as trial:
            expected, calls = trial.undisturbed()
        print(f"undisturbed: {len(expected.urns)} stacks, {calls} calls, {time.monotonic() - began:.0f} s", flush=True)
        outcomes = []
        for seed in range(given.first, given.first + given.seeds):
            if seed not in known:
                outcomes.append(_one(folder, seed, given.victims[seed % len(given.victims)], command, calls, expected))
                _keep(outcomes[-1], given.results)
    outcomes += [known[seed] for seed in range(given.first, given.first + given.seeds) if seed in known]
    broken = [outcome for outcome in outcomes if outcome.broken]
    victims = Counter(outcome.victim for outcome in outcomes)
    told = ", ".join(f"{count} x {victim}" for victim, count in sorted(victims.items()))
    print(f"{len(outcomes)} moments ({told}) in {time.monotonic() - began:.0f} s; broken promises: {len(broken)}")
    sys.exit(1 if broken else 0)


def _one(folder: Path, seed: int, victim: str, command: list[str], calls: int, expected: Deployed) -> Outcome:
    outcome = Outcome(seed, victim, random.Random(seed).random())
    with Trial(folder / f"seed-{seed}", folder / "config", command) as trial:
        trial.killed(outcome, calls, expected)
    print(outcome, flush=True)
    return outcome


def _known(results: Path | None) -> dict[int, Outcome]:
    lines = results.read_text().splitlines() if results and results.exists() else ()
    outcomes = [Outcome(**json.loads(line)) for line in lines]
    return {outcome.seed: outcome for outcome in outcomes}


def _keep(outcome: Outcome, results: Path | None) -> None:
    if results:
        with results.open("a") as file:
            file.write(f"{json.dumps(asdict(outcome))}\n")


if __name__ == "__main__":
    main()
