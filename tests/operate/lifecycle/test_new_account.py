"""A new account as files: in the tree's own style, and one account more when they are read."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from layers import Tree, load
from operate.errors import OperateError
from operate.lifecycle.new_account import Request, files_of
from operate.organization import organization_of
from operate.stacks import dependencies
from operate.tree_files import write
from program.validation import findings

CHECKOUT = Path(__file__).parents[3]
ROOT = "config/orgs/acme/core/root/global-region.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """The example tree in the current directory, with a stack file that names a secrets provider."""
    shutil.copytree(CHECKOUT / "config", tmp_path / "config")
    kms = "secretsprovider: awskms://alias/state\nencryptedkey: AbC=\n"
    (tmp_path / "Pulumi.plat-dev.yaml").write_text(kms)
    monkeypatch.chdir(tmp_path)
    return load(Path("config"))


def added(old: str, new: str) -> list[str]:
    """The lines that are new; no other line may have changed."""
    lines = list(difflib.ndiff(old.splitlines(), new.splitlines()))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:] for line in lines if line.startswith("+ ")]


def test_everything_that_an_account_needs(tree: Tree) -> None:
    before = Path(ROOT).read_text()
    written = files_of(Request("plat", "qa", "Where testers test"), tree, Path())
    assert {str(path) for path in written} == {
        ROOT,
        "config/orgs/acme/plat/qa/global-region.yaml",
        "config/mixins/account/plat-qa.yaml",
        "Pulumi.plat-qa.yaml",
    }
    texts = {str(path): text for path, text in written.items()}
    assert added(before, texts[ROOT]) == [
        "                plat-qa:",
        "                  tenant: plat",
        "                  stage: qa",
        "                  description: Where testers test",
    ]
    modeline, _, mixin = texts["config/mixins/account/plat-qa.yaml"].partition("\n")
    assert modeline == "# yaml-language-server: $schema=../../../docs/reference/schemas/manifest.json"
    assert mixin == "vars:\n  tenant: plat\n  stage: qa\n"
    assert "  - mixins/account/plat-qa\n" in texts["config/orgs/acme/plat/qa/global-region.yaml"]
    assert texts["Pulumi.plat-qa.yaml"].splitlines()[1:] == ["secretsprovider: awskms://alias/state"]


def test_the_tree_has_one_account_and_one_stack_more(tree: Tree) -> None:
    changed = write(files_of(Request("core", "backup", "Keeps: copies"), tree, Path()), tree.root, findings(tree))
    old, new = (organization_of(one).structure.members for one in (tree, changed))
    (account,) = [one for one in new if one.key not in {other.key for other in old}]
    assert (account.key, account.unit, account.email) == ("core-backup", "core", "aws+core-backup@acme.example")
    assert account.settings.description == "Keeps: copies"
    assert dependencies(changed).keys() - dependencies(tree).keys() == {"core-backup"}


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (Request("plat", "dev", "x"), "there is an account 'plat-dev' already"),
        (Request("plat", "q-a", "x"), "'q-a' is no stage"),
        (Request("plaat", "qa", "x"), "no organizational unit 'plaat' \\(did you mean 'plat'\\?\\)"),
    ],
)
def test_what_cannot_be(tree: Tree, request_: Request, says: str) -> None:
    with pytest.raises(OperateError, match=says):
        files_of(request_, tree, Path())


def test_findings_take_everything_back(tree: Tree) -> None:
    before = Path(ROOT).read_text()
    taken = Request("plat", "qa", "x", email="aws+plat-dev@acme.example")
    with pytest.raises(OperateError, match="nothing was written, because"):
        write(files_of(taken, tree, Path()), tree.root, findings(tree))
    assert Path(ROOT).read_text() == before
    assert not Path("Pulumi.plat-qa.yaml").exists()
