"""From a fresh clone to a running command line: `./rootstock`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.launcher.conftest import Checkout

TOO_OLD = "echo 3.9; exit 2"
WITHOUT_VENV = "echo 3.11; exit 3"
BROKEN = "exit 127"


def test_it_makes_an_environment_and_runs_the_command_line_in_it(checkout: Checkout) -> None:
    checkout.python()
    done = checkout.run("validate", "--format", "json", "two words")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"in {checkout.folder}: {checkout.folder} validate --format json two words\n",
        "",
    )


def test_a_second_run_starts_at_once(checkout: Checkout) -> None:
    python = checkout.python()
    checkout.run()
    python.unlink()
    assert checkout.run().returncode == 0
    assert checkout.times_made == 1


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_changed_requirements_make_it_stale(checkout: Checkout, name: str) -> None:
    checkout.python()
    checkout.run()
    (checkout.folder / name).write_text("pulumi==3.272.0\n")
    checkout.run()
    assert checkout.times_made == 2


def test_a_checkout_that_moved_makes_its_own(checkout: Checkout, tmp_path: Path) -> None:
    checkout.python()
    checkout.run()
    checkout.folder = checkout.folder.rename(tmp_path / "elsewhere")
    checkout.run()
    assert checkout.times_made == 2


def test_a_python_that_is_gone_makes_it_stale(checkout: Checkout) -> None:
    checkout.python()
    checkout.run()
    (checkout.folder / ".venv" / "bin" / "python").unlink()
    checkout.run()
    assert checkout.times_made == 2


def test_an_interrupted_run_is_done_again(checkout: Checkout) -> None:
    checkout.python(make='mkdir -p "$2/.venv/bin"; exit 130')
    assert checkout.run().returncode == 130
    checkout.python()
    assert checkout.run().returncode == 0


def test_it_works_from_any_folder_and_behind_links(checkout: Checkout, tmp_path: Path) -> None:
    checkout.python()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "first").symlink_to(checkout.folder / "rootstock")
    (elsewhere / "second").symlink_to("../first")
    done = checkout.run("validate", cwd=elsewhere, launcher=elsewhere / "second")
    assert done.stdout == f"in {elsewhere}: {checkout.folder} validate\n"


def test_a_shell_may_be_given_a_link_by_its_bare_name(checkout: Checkout, tmp_path: Path) -> None:
    checkout.python()
    (tmp_path / "link").symlink_to("a checkout/rootstock")
    done = checkout.run("link", "validate", cwd=tmp_path, launcher=checkout.path / "sh")
    assert done.stdout == f"in {tmp_path}: {checkout.folder} validate\n"


def test_the_newest_python_that_will_do_is_taken(checkout: Checkout) -> None:
    checkout.python("python3", answer=TOO_OLD)
    checkout.python("python3.13", answer=BROKEN)
    checkout.python("python3.12", answer=WITHOUT_VENV)
    checkout.python("python3.11", make="echo 3.11 makes it")
    assert checkout.run().stdout.startswith("3.11 makes it\n")


def test_the_user_may_name_the_python(checkout: Checkout, tmp_path: Path) -> None:
    checkout.python("python3.13")
    named = checkout.python("own python", make="echo own makes it")
    checkout.env["ROOTSTOCK_PYTHON"] = str(named)
    assert checkout.run().stdout.startswith("own makes it\n")
    assert checkout.run().stdout.startswith("in ")
    checkout.env["ROOTSTOCK_PYTHON"] = ""
    assert checkout.run().stdout.startswith("in ")


def test_naming_another_python_makes_it_stale(checkout: Checkout) -> None:
    checkout.python()
    checkout.run()
    checkout.env["ROOTSTOCK_PYTHON"] = str(checkout.python("another"))
    checkout.run()
    assert checkout.times_made == 2


@pytest.mark.parametrize(
    ("pythons", "named", "message"),
    [
        (
            {},
            None,
            "Python 3.11 or newer is needed, and none is on PATH. Install it, or name one in ROOTSTOCK_PYTHON.",
        ),
        (
            {"python3": TOO_OLD},
            None,
            "python3 is Python 3.9, and 3.11 or newer is needed. Install it, or name one in ROOTSTOCK_PYTHON.",
        ),
        (
            {"python3.11": WITHOUT_VENV, "python3": TOO_OLD},
            None,
            "python3.11 (Python 3.11) lacks venv; on Debian and Ubuntu: apt install python3.11-venv."
            " Install it, or name one in ROOTSTOCK_PYTHON.",
        ),
        (
            {"python3": 'echo "$0"'},
            "/no/such/python",
            "ROOTSTOCK_PYTHON names /no/such/python, which is no Python that runs.",
        ),
        (
            {"python3": 'echo "$0"', "old": TOO_OLD},
            "old",
            "old is Python 3.9, and 3.11 or newer is needed.",
        ),
    ],
)
def test_without_a_python_that_will_do_one_sentence_says_so(
    checkout: Checkout, pythons: dict[str, str], named: str | None, message: str
) -> None:
    for name, answer in pythons.items():
        checkout.python(name, answer=answer)
    if named:
        checkout.env["ROOTSTOCK_PYTHON"] = named
    done = checkout.run()
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"rootstock: {message}\n")


def test_the_launcher_adds_next_to_nothing(checkout: Checkout) -> None:
    checkout.python()
    checkout.run()
    fastest = min(_seconds(checkout) for _ in range(5))
    assert fastest < 0.1  # 0.01 on an idle machine


def _seconds(checkout: Checkout) -> float:
    started = time.perf_counter()
    checkout.run()
    return time.perf_counter() - started
