"""How long the page of `rootstock map` takes to open in headless Chromium, with 12 and with 1,000 accounts.

    python benchmarks/map.py [--accounts 1000] [--rounds 5]

Measured by the page itself, from the begin of navigation until it is built and can be used; and as the time that its
thread works, which does not depend on what else the machine does. An empty page is opened in turn with it: that is what
the browser takes by itself.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from layers import load  # noqa: E402 the checkout must be on the path first
from operate.last_deployment import LastDeployment, Status  # noqa: E402
from operate.picture import Node, Picture, as_html, picture_of  # noqa: E402
from tests.operate.picture.browser import EXECUTABLE, Browser  # noqa: E402

_READY = "Number(document.documentElement.dataset.ready)"
_EMPTY = "<script>document.documentElement.dataset.ready = String(Math.round(performance.now()))</script>"
_UNITS = 20


def main() -> None:
    """Measures and prints medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if EXECUTABLE is None:
        sys.exit("there is no Chromium on PATH")
    small = picture_of(load(CHECKOUT / "config"))
    pages = {
        "an empty page": _EMPTY,
        "12 accounts": as_html(small),
        f"{given.accounts:,} accounts": as_html(enlarged(small, given.accounts)),
    }
    with tempfile.TemporaryDirectory(prefix="rootstock-map-") as name, Browser(Path(name) / "profile") as browser:
        took: dict[str, list[int]] = {title: [] for title in pages}
        worked: dict[str, list[float]] = {title: [] for title in pages}
        for number in range(given.rounds):
            for title, page in pages.items():
                file = Path(name) / f"{number}-{len(page)}.html"
                file.write_text(page, encoding="utf-8")
                browser.open(file.as_uri())
                took[title].append(browser.run(_READY))
                worked[title].append(browser.processor_seconds() * 1000)
    for title, page in pages.items():
        opened, own = statistics.median(took[title]), statistics.median(worked[title])
        print(f"{title}: ready after {opened:.0f} ms, {own:.0f} ms of work, {len(page) / 1e6:.2f} MB")


def enlarged(small: Picture, accounts: int) -> Picture:
    """The picture with as many accounts, each with the components of one that is there, in a few units more."""
    (like,) = [one for one in small.nodes if one.id == "account/plat-prod"]
    units = [Node(f"ou/team{number}", "unit", f"team{number}", "root") for number in range(_UNITS)]
    more = [
        replace(like, id=f"account/work-{number}", name=f"work-{number}", parent=f"ou/team{number % _UNITS}")
        for number in range(accounts - sum(one.kind in ("account", "management") for one in small.nodes))
    ]
    stacks = {each.stack: LastDeployment(Status.DEPLOYED) for one in small.nodes for each in one.components}
    return replace(small, nodes=(*small.nodes, *units, *more), deployments=stacks)


if __name__ == "__main__":
    main()
