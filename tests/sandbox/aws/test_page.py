"""The page of the simulated AWS: complete in itself, and its data."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import ServerRecord

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _get(server: ServerRecord, path: str) -> tuple[str, dict[str, str]]:
    with urllib.request.urlopen(server.url + path) as answer:
        return answer.read().decode(), dict(answer.headers)


def _state(server: ServerRecord, management: str) -> tuple[dict[str, Any], dict[str, Any]]:
    state = json.loads(_get(server, "/_rootstock/state.json")[0])
    return state, next(one for one in state["organizations"] if one["management_account_id"] == management)


def test_it_loads_nothing_from_anywhere(server: ServerRecord) -> None:
    page, headers = _get(server, "/_rootstock/")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert re.findall(r"(?:src|href)=\"(?!data:)[^\"]*\"|@import|https?://", page) == []


def test_what_aws_holds_never_becomes_markup(server: ServerRecord) -> None:
    page, _ = _get(server, "/_rootstock/")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page)


def test_the_tree_has_units_accounts_and_what_is_attached(server: ServerRecord, organization: Any) -> None:
    unit = organization.unit("plat")
    account = organization.account("plat-dev")
    organization.organizations.move_account(
        AccountId=account, SourceParentId=organization.root, DestinationParentId=unit
    )
    organization.organizations.attach_policy(PolicyId=organization.policy("Guardrail"), TargetId=unit)
    _, shown = _state(server, organization.id)
    plat = shown["tree"]["units"][0]
    assert (plat["name"], plat["policies"]) == ("plat", ["FullAWSAccess", "Guardrail"])
    assert [(one["name"], one["id"], one["state"]) for one in plat["accounts"]] == [("plat-dev", account, "ACTIVE")]
    assert [one["management"] for one in shown["tree"]["accounts"]] == [True]
    assert [one["targets"] for one in shown["policies"] if one["name"] == "Guardrail"] == [["plat"]]


def test_calls_tell_who_asked_what(server: ServerRecord, organization: Any) -> None:
    account = organization.account("plat-dev")
    organization.member(account).iam.list_account_aliases()
    state, _ = _state(server, organization.id)
    call = next(one for one in state["latest"] if one["operation"] == "ListAccountAliases")
    assert (call["account_id"], call["principal"], call["service"], call["status"]) == (
        account,
        "assumed-role/OrganizationAccountAccessRole/test",
        "iam",
        200,
    )


@pytest.mark.parametrize(
    ("service", "operation", "arguments", "expected"),
    [
        ("s3", "get_bucket_versioning", {"Bucket": "none-such"}, "GetBucketVersioning"),
        ("account", "get_alternate_contact", {"AlternateContactType": "BILLING"}, "GetAlternateContact"),
        ("s3control", "get_public_access_block", {"AccountId": "123456789012"}, "GetPublicAccessBlock"),
        ("guardduty", "list_detectors", {}, "ListDetectors"),
        ("sns", "list_topics", {}, "ListTopics"),
        ("accessanalyzer", "list_analyzers", {}, "ListAnalyzers"),
    ],
)  # fmt: skip
def test_calls_have_names_in_every_protocol(
    server: ServerRecord, stranger: Any, service: str, operation: str, arguments: dict[str, Any], expected: str
) -> None:
    try:
        getattr(stranger.client(service), operation)(**arguments)
    except stranger.client(service).exceptions.ClientError:
        pass
    latest = json.loads(_get(server, "/_rootstock/state.json")[0])["latest"]
    assert latest[0]["operation"] == expected


def test_nobody_else_can_tell_it_what_to_do(server: ServerRecord) -> None:
    request = urllib.request.Request(f"{server.url}/_rootstock/snapshots/x/load", b"", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("width", [380, 1400])
def test_a_browser_shows_it(server: ServerRecord, organization: Any, tmp_path: Path, width: int) -> None:
    organization.unit("shown-unit")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={tmp_path}"]
    command += [f"--window-size={width},900", "--virtual-time-budget=4000", "--dump-dom", f"{server.url}/_rootstock/"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
    assert "shown-unit" in shown
    assert "● live" in shown
