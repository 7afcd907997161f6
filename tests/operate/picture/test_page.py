"""The page in a browser: it opens fast, and a keyboard is enough. Needs Chromium; left out where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from layers import load
from operate.picture import Node, Picture, as_html, picture_of

CHECKOUT = Path(__file__).parents[3]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=2000",
    "--dump-dom",
)
LONGEST_START = 1000

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium")


def loaded(page: str, folder: Path, script: str = "", anchor: str = "") -> str:
    """The page as the browser has it after ``script`` has run in it."""
    file = folder / "map.html"
    file.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", f"{file.as_uri()}{anchor}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def chosen(dom: str) -> str | None:
    found = re.search(r'data-id="([^"]+)"[^>]*aria-selected="true"', dom)
    return found[1] if found else None


def keys(*names: str) -> str:
    """A script that presses keys where the focus is."""
    press = "(document.activeElement || tree).dispatchEvent(new KeyboardEvent('keydown', {key: 'KEY', bubbles: true}));"
    pressed = [press.replace("KEY", name) for name in names]
    return "items.get(current.id).element.focus();" + "".join(pressed)


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(picture_of(load(CHECKOUT / "config")))


def test_arrows_walk_the_tree(page: str, tmp_path: Path) -> None:
    assert chosen(loaded(page, tmp_path, keys("ArrowDown", "ArrowDown"))) == "account/core-artifacts"
    assert chosen(loaded(page, tmp_path, keys("End"))) == "account/core-root"
    dom = loaded(page, tmp_path, keys("ArrowDown", "ArrowLeft", "ArrowDown"))
    assert chosen(dom) == "ou/plat"
    assert re.search(r'data-id="ou/core"[^>]*aria-expanded="false"', dom)


def test_search_finds_by_purpose_and_marks_by_name(page: str, tmp_path: Path) -> None:
    dom = loaded(page, tmp_path, "find.value = 'mission-critical'; find.dispatchEvent(new Event('input'));")
    assert '<div class="soft small" id="hits" role="status">1 match</div>' in dom
    dom = loaded(page, tmp_path, "find.value = 'prod'; find.dispatchEvent(new Event('input'));")
    assert "<mark>prod</mark>" in dom


def test_a_link_opens_an_account(page: str, tmp_path: Path) -> None:
    dom = loaded(page, tmp_path, anchor="#account%2Fplat-prod")
    assert chosen(dom) == "account/plat-prod"
    assert "DenyS3BucketsPublicAccess" in dom.partition("<main")[2]
    assert dom.count('role="treeitem"') == 15


def test_a_thousand_accounts_open_in_under_a_second(tmp_path: Path) -> None:
    small = picture_of(load(CHECKOUT / "config"))
    (like,) = [one for one in small.nodes if one.id == "account/plat-prod"]
    units = [Node(f"ou/team{number}", "unit", f"team{number}", "root") for number in range(20)]
    many = [
        Node(f"account/work-{number}", "account", f"work-{number}", f"ou/team{number % 20}", components=like.components)
        for number in range(1000)
    ]
    dom = loaded(as_html(Picture("acme", (*small.nodes, *units, *many), small.policies)), tmp_path)
    took = re.search(r'data-ready="(\d+)"', dom)
    assert took
    assert int(took[1]) < LONGEST_START
    assert "1012 accounts" in dom
