"""Serves the simulated AWS until it is told to end: ``python -m sandbox.aws --record FILE --checkout FOLDER``."""

from __future__ import annotations

import argparse
import dataclasses
import logging
from pathlib import Path

from sandbox.aws import settings
from sandbox.aws.trouble.typed import fault, speed


def main() -> None:
    """Reads the arguments and serves."""
    defaults = settings.Settings()
    parser = argparse.ArgumentParser(prog="python -m sandbox.aws", description=__doc__)
    parser.add_argument("--record", type=Path, required=True, help="file that says where the server answers")
    parser.add_argument("--checkout", type=Path, required=True, help="the server ends when this folder is gone")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    for field in dataclasses.fields(defaults):
        option, default = "--" + field.name.replace("_", "-"), getattr(defaults, field.name)
        if isinstance(default, bool):
            parser.add_argument(option, action="store_true")
        elif isinstance(default, tuple):
            parser.add_argument(option, action="append", default=[], type=fault)
        elif field.name == "rates":
            parser.add_argument(option, choices=("none", "aws"), default=default)
        elif field.name == "speed":
            parser.add_argument(option, type=speed, default=default)
        else:
            parser.add_argument(option, type=type(default), default=default)
    given = vars(parser.parse_args())
    record, checkout, port = given.pop("record"), given.pop("checkout"), given.pop("port")
    given["faults"] = tuple(given["faults"])
    settings.use(settings.Settings(**given))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    for chatty in ("botocore", "urllib3", "moto"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

    from sandbox.aws.serving import serve  # importing moto takes most of the start, arguments are checked before

    serve(record, checkout, port)


if __name__ == "__main__":
    main()
