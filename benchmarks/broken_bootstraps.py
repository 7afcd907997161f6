"""Kills `bootstrap` at each of its steps, and looks whether the same command ends it as if nothing had happened.

    python benchmarks/broken_bootstraps.py [--steps create encrypt …] [--delays 0 0.7 2]

Each step and delay is a fresh simulated AWS with an organization of three accounts. The command gets SIGKILL so many
seconds after it says that the step begins, and runs again. State and secrets must be in the bucket, versioned and
encrypted, with nothing readable in any version; the old state kept aside; the organization there, each account once;
and a preview of every stack must find nothing to change. From the second step on the state holds a secret.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from benchmarks.bootstrapped import STACKS, STATE_STACK, STEPS, Small  # noqa: E402 the checkout must be on the path first

_SECRET = "correct horse battery staple"  # noqa: S105 - what must not be found in the bucket
_ACCOUNTS = 3


def main() -> None:
    """Prints a line for each kill. Exit code 1 when one broke a promise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--delays", nargs="+", type=float, default=(0.0, 0.7, 2.0), metavar="SECONDS")
    given = parser.parse_args()
    kills = [(step, delay) for step in given.steps for delay in given.delays]
    broken = [kill for kill in kills if _broken(*kill)]
    print(f"{len(kills)} kills at {len(given.steps)} steps; broken promises: {len(broken)}")
    sys.exit(1 if broken else 0)


def _broken(step: str, delay: float) -> list[str]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rootstock-bootstraps-") as name:
        small = Small(Path(name))
        try:
            small.start()
            secret = None if step == STEPS[0] else _SECRET
            if secret:
                small.killed(STEPS[1])
                small.hide_a_secret(secret)
            begun = small.killed(step, delay=delay)[-1]
            done = small.bootstrap("--yes")
            broken = _ended_badly(done.returncode, done.stdout + done.stderr)
            # After a run that failed, much is missing, and nothing more is learned by telling what.
            broken = broken or _promises(small, secret)
        finally:
            small.stop()
    verdict = "; ".join(broken) or "as if it had not been"
    print(f"{step} + {delay} s (at {begun.get('event')}): {time.monotonic() - began:.0f} s: {verdict}", flush=True)
    return broken


def _ended_badly(code: int, printed: str) -> list[str]:
    broken = ["a traceback"] if "Traceback" in printed else []
    return [*broken, f"the next run failed: {printed.strip()[-1500:]}"] if code else broken


def _promises(small: Small, secret: str | None) -> list[str]:
    broken = small.broken_promises(secret)
    if secret and secret not in small.pulumi("stack", "export", "--stack", STATE_STACK, "--show-secrets").stdout:
        broken.append("the secret is lost")
    emails = Counter(one["Email"].lower() for one in small.client("organizations").list_accounts()["Accounts"])
    if len(emails) != _ACCOUNTS or max(emails.values()) > 1:
        broken.append(f"accounts {dict(emails)}")
    for stack in STACKS:
        preview = small.pulumi("preview", "--stack", stack, "--expect-no-changes")
        if preview.returncode:
            broken.append(f"a preview of {stack} finds changes: {(preview.stdout + preview.stderr)[-800:]}")
    return broken


if __name__ == "__main__":
    main()
