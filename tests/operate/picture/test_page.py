"""The page in a browser: it opens fast, a keyboard and a screen reader are enough. Skipped where Chromium is absent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from layers import load
from operate.last_deployment import LastDeployment, Status
from operate.picture import Node, Picture, as_html, picture_of
from tests.operate.picture.browser import EXECUTABLE, Browser

CHECKOUT = Path(__file__).parents[3]
CHOSEN = "current.id"
HEADING = "document.getElementById('chosen').textContent"

pytestmark = pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium on PATH to look at the page with")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def deployed() -> Picture:
    """The example organization; one stack failed, one was never deployed."""
    at = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    failed = LastDeployment(Status.FAILED, at, 12, "Budget total: <b>too many</b>")
    stacks = {"core-root": LastDeployment(Status.DEPLOYED, at, 61), "plat-prod": failed}
    return picture_of(load(CHECKOUT / "config"), stacks | {"plat-dev": LastDeployment(Status.NEVER)})


@pytest.fixture(scope="module")
def address(deployed: Picture, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "map.html"
    file.write_text(as_html(deployed), encoding="utf-8")
    return file.as_uri()


def test_arrows_walk_the_tree(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.run("items.get(current.id).element.focus()")
    browser.press("ArrowDown", "ArrowDown", "ArrowDown")
    assert browser.run(CHOSEN) == "account/core-artifacts"
    browser.press("End")
    assert browser.run(CHOSEN) == "account/plat-staging"
    browser.press("Home", "ArrowDown")
    assert browser.run(CHOSEN) == "account/core-root"
    browser.press("ArrowDown", "ArrowLeft", "ArrowDown")
    assert browser.run(CHOSEN) == "ou/plat"
    assert browser.run("items.get('ou/core').element.getAttribute('aria-expanded')") == "false"
    browser.press("ArrowRight", "ArrowRight", "Enter")
    assert browser.run(CHOSEN) == "account/plat-dev"
    assert browser.run("document.activeElement.id") == "details"


def test_typed_letters_and_the_slash_find_accounts(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.press("/", *"staging", "Enter")
    assert browser.run(CHOSEN) == "account/plat-staging"
    assert browser.run("document.querySelector('.tree mark').textContent") == "staging"
    assert browser.run("document.getElementById('hits').textContent") == "1 match"
    browser.open(address)
    browser.run("items.get(current.id).element.focus()")
    browser.press("p")
    assert browser.run(CHOSEN) == "ou/plat"


def test_search_finds_by_purpose_and_by_the_last_deployment(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.press("/", *"mission-critical")
    assert browser.run("search().map(one => one.name)") == ["plat-prod"]
    browser.open(address)
    browser.run("document.querySelector('#states button').click()")
    assert browser.run("search().map(one => one.name)") == ["plat-prod"]
    pressed = "[...document.querySelectorAll('#states button')].map(one => one.getAttribute('aria-pressed'))"
    assert browser.run(pressed) == ["true", "false", "false"]


def test_a_link_opens_an_account_with_what_it_inherits_and_its_deployments(browser: Browser, address: str) -> None:
    browser.open(f"{address}#account%2Fplat-prod")
    assert browser.run(HEADING) == "plat-prod"
    table = browser.run("[...document.querySelectorAll('main .values')].map(one => one.innerText)")
    assert "DenyS3BucketsPublicAccess" in table[0]
    assert "inherited from" in table[0]
    assert "✗ failed" in table[1]
    assert "Budget total: <b>too many</b>" in table[1]
    assert browser.run("document.querySelectorAll('[role=treeitem]').length") == 15


def test_the_overview_shows_each_account_once_with_its_state(browser: Browser, address: str) -> None:
    browser.open(address)
    tile = "[one.querySelector('strong').textContent, one.className]"
    tiles = browser.run(f"[...document.querySelectorAll('main .tile')].map(one => {tile})")
    states = dict(tiles)
    assert len(tiles) == len(states) == 12
    assert states["plat-prod"] == "tile bad"
    assert states["plat-dev"] == "tile none"
    assert states["plat-sandbox"] == "tile plain"


def test_a_tile_leads_to_its_account_and_back_leads_home(browser: Browser, address: str) -> None:
    browser.open(address)
    moved = "new Promise(done => addEventListener('hashchange', done, {once: true}))"
    click = "[...document.querySelectorAll('main .tile')].at(-1).click()"
    browser.run(f"{{ const moved = {moved}; {click}; moved.then(() => null) }}")
    assert browser.run(HEADING) == "plat-staging"
    assert browser.run("document.activeElement.id") == "details"
    browser.run(f"{{ const moved = {moved}; history.back(); moved.then(() => null) }}")
    assert browser.run(HEADING) == "acme"


def test_what_a_search_does_not_find_steps_back_in_the_picture(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.press("/", *"plat", " ", *"failed")
    assert browser.run("search().map(one => one.name)") == ["plat-prod"]
    beside = "[...document.querySelectorAll('main .tile:not(.aside) .called')].map(one => one.textContent)"
    assert browser.run(beside) == ["plat-prod"]
    browser.press("x")
    assert browser.run("document.getElementById('hits').textContent") == "No match. Escape shows everything again."
    browser.press("Escape")
    assert len(browser.run(beside)) == 12


def test_a_screen_reader_is_told_all_of_it(browser: Browser, address: str) -> None:
    browser.open(f"{address}#account%2Fplat-prod")
    nodes = browser.accessibility()
    (tree,) = [one for one in nodes if one["role"] == "tree"]
    assert tree["name"] == "Organizational units and accounts"
    items = {one["name"]: one for one in nodes if one["role"] == "treeitem"}
    assert items["plat, organizational unit, 4 accounts, 1 failed"]["expanded"] is True
    prod = items["plat-prod, account, failed"]
    assert (prod["level"], prod["selected"], prod["focusable"]) == (3, True, True)
    assert [one["name"] for one in nodes if one["role"] == "searchbox"] == ["Search"]
    assert {one["role"] for one in nodes} >= {"banner", "navigation", "main", "status", "table", "columnheader"}
    nameless = [
        one for one in nodes if one.get("focusable") and one["role"] not in ("RootWebArea",) and not one["name"]
    ]
    assert nameless == []
    headings = [(one["name"], one["level"]) for one in nodes if one["role"] == "heading"]
    assert headings[:3] == [("acme", 1), ("plat-prod", 2), ("Policies in effect", 3)]


def test_the_page_asks_nobody_for_anything(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.run("document.querySelector('#states button').click()")
    browser.run("location.hash = '#account%2Fplat-prod'")
    assert browser.run("performance.getEntriesByType('resource').length") == 0
    assert set(browser.requests) == {address}


def test_a_thousand_accounts_are_shown_at_once(browser: Browser, deployed: Picture, tmp_path: Path) -> None:
    (like,) = [one for one in deployed.nodes if one.id == "account/plat-prod"]
    units = [Node(f"ou/team{number}", "unit", f"team{number}", "root") for number in range(20)]
    many = [
        Node(f"account/work-{number}", "account", f"work-{number}", f"ou/team{number % 20}", components=like.components)
        for number in range(1000)
    ]
    file = tmp_path / "map.html"
    picture = Picture("acme", (*deployed.nodes, *units, *many), deployed.policies, deployed.deployments)
    file.write_text(as_html(picture), encoding="utf-8")
    browser.open(file.as_uri())
    assert browser.run("document.getElementById('counts').textContent").startswith("1,012 accounts")
    assert browser.run("document.querySelectorAll('main .tile').length") == 1012
