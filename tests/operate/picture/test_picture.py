"""The organization as a picture: what each account inherits, and where it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from layers import load
from operate.picture import Picture, as_html, as_mermaid, picture_of

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def picture() -> Picture:
    """The picture of the example organization."""
    return picture_of(load(CHECKOUT / "config"))


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_every_unit_and_account_once(picture: Picture) -> None:
    assert len(picture.nodes) == 1 + 2 + 12
    assert {one.name for one in picture.nodes if one.parent == "root"} == {"core", "plat", "core-root"}


def test_a_node_knows_its_policies_and_their_places(picture: Picture) -> None:
    (prod,) = [one for one in picture.nodes if one.id == "account/plat-prod"]
    assert [one.policy for one in prod.attached] == [
        "DenyIAMCreatingUsers",
        "DenyS3BucketsPublicAccess",
        "RestrictToSpecifiedRegions",
    ]
    manifest = CHECKOUT / "config/orgs/acme/core/root/global-region.yaml"
    number = int(prod.attached[0].place.rpartition(":")[2])
    assert manifest.read_text().splitlines()[number - 1].strip() == "- DenyIAMCreatingUsers"
    (settings,) = [one for one in prod.components if one.name == "account-settings"]
    assert (settings.name, settings.stack) == ("account-settings", "plat-prod")
    (stage,) = [one for one in settings.values if one.path == "stage"]
    assert stage.value == "prod"
    assert stage.place.endswith("config/mixins/account/plat-prod.yaml:4")


def test_the_page_needs_nothing_else(picture: Picture) -> None:
    page = as_html(picture)
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?://""", page)
    assert "default-src 'none'" in page
    assert len(data_of(page)["nodes"]) == len(picture.nodes)


def test_text_cannot_break_out_of_the_page(picture: Picture) -> None:
    first = picture.nodes[0].__class__("account/x", "account", "</script><script>alert(1)", "root")
    page = as_html(Picture("<b>", (*picture.nodes, first), picture.policies))
    assert "<script>alert" not in page
    assert "<h1>&lt;b&gt;</h1>" in page
    assert data_of(page)["nodes"][-1]["name"] == "</script><script>alert(1)"


def test_mermaid_draws_every_node_and_arrow(picture: Picture) -> None:
    lines = as_mermaid(picture).splitlines()
    assert lines[0] == "flowchart LR"
    assert sum(" --> " in line for line in lines) == len(picture.nodes) - 1
    assert any('["<b>plat-prod</b><br/><small>DenyIAMCreatingUsers</small>' in line for line in lines)
