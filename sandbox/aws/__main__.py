"""Serves the simulated AWS until it is told to end: ``python -m sandbox.aws --record FILE --checkout FOLDER``."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
from pathlib import Path

from sandbox.aws import settings


def main() -> None:
    """Reads the arguments and serves."""
    defaults = settings.Settings()
    parser = argparse.ArgumentParser(prog="python -m sandbox.aws", description=__doc__)
    parser.add_argument("--record", type=Path, required=True, help="file that says where the server answers")
    parser.add_argument("--checkout", type=Path, required=True, help="the server ends when this folder is gone")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--management-account-id", default=defaults.management_account_id)
    parser.add_argument("--account-creation-seconds", type=float, default=defaults.account_creation_seconds)
    parser.add_argument("--account-limit", type=int, default=defaults.account_limit)
    given = parser.parse_args()
    settings.use(
        settings.Settings(
            management_account_id=given.management_account_id,
            account_creation_seconds=given.account_creation_seconds,
            account_limit=given.account_limit,
        )
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for chatty in ("botocore", "urllib3", "moto"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

    from sandbox.aws.serving import serve  # importing moto takes most of the start, arguments are checked before

    serve(given.record, given.checkout, given.port)


if __name__ == "__main__":
    main()
