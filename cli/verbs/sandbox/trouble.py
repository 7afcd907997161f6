"""Options that make the simulated AWS as slow, strict and unreliable as the real one."""

from __future__ import annotations

import argparse

_DEFAULTS = {"rates": "none", "speed": 1.0, "latency": 0.0, "seed": 0, "account_limit": 1000}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options, which are for a simulated AWS that does not run yet."""
    group = parser.add_argument_group("time and trouble", "for a fresh simulated AWS: after ./rootstock sandbox down")
    group.add_argument(
        "--rates", choices=("none", "aws"), default="none", help="AWS's published request rates, or none"
    )
    group.add_argument("--speed", type=_speed, default=1.0, metavar="N", help="its clock runs N times as fast")
    group.add_argument("--latency", type=_seconds, default=0.0, metavar="SECONDS", help="seconds that each call takes")
    group.add_argument(
        "--faults",
        action="append",
        default=[],
        type=_fault,
        metavar="FAULT",
        help="[KIND=]RATE%%[:SERVICE[.OPERATION]] or KIND=#CALL[:SERVICE[.OPERATION]], any number of times; kinds: "
        "throttling, internal, timeout (done, and the answer is lost), late (not visible yet); such as 5%%",
    )
    group.add_argument("--seed", type=int, default=0, metavar="N", help="decides which calls the faults fall on")
    group.add_argument(
        "--account-limit", type=int, default=1000, metavar="N", help="accounts that AWS allows; a new one gets 10"
    )
    group.add_argument("--enforce", action="store_true", help="what policies deny is denied")


def given(options: argparse.Namespace) -> list[str]:
    """The arguments of ``python -m sandbox.aws`` for what was typed; none for what is as by default."""
    chosen = [
        f"--{name.replace('_', '-')}={getattr(options, name)}"
        for name, usual in _DEFAULTS.items()
        if getattr(options, name) != usual
    ]
    chosen += [f"--faults={fault}" for fault in options.faults]
    return [*chosen, "--enforce"] if options.enforce else chosen


def _seconds(text: str) -> float:
    number = float(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds: 0 or more")
    return number


def _speed(text: str) -> float:
    from sandbox.aws.trouble.typed import speed

    return speed(text)


def _fault(text: str) -> str:
    from sandbox.aws.trouble.typed import fault

    return fault(text)
