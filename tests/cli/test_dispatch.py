"""What a user meets who types anything at all: exit codes, sentences, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cli import dispatch, exit_code
from cli.verb import UsageError

CHECKOUT = Path(__file__).parents[2]
SLOW_TO_START = ("dataclasses", "inspect", "hashlib", "shutil", "traceback", "layers.careful", "layers.templates")
"""What one component is described without: together they take longer than its files."""
HEAVY = ("yaml", "pydantic", "rich", "pulumi", "boto3", "layers", "program", "operate", "sandbox")


def fake_verb(monkeypatch: pytest.MonkeyPatch, run: object) -> None:
    """Makes a verb `validate` that does what the test says."""
    verb = ModuleType("cli.verbs.validate")
    vars(verb).update(NAME="validate", HELP="print mistakes", arguments=lambda _parser: None, run=run)
    monkeypatch.setitem(sys.modules, "cli.verbs.validate", verb)


def raising(error: BaseException) -> object:
    """A run that raises."""

    def run(_options: object) -> int:
        raise error

    return run


@pytest.mark.parametrize("verb", dispatch.verb_names())
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.main([verb, "--help"]) == exit_code.DONE
    assert capsys.readouterr().out.startswith(f"usage: rootstock {verb}")


def test_the_overview_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.main(["--help"]) == exit_code.DONE
    overview = capsys.readouterr().out
    assert all(f"\n  {verb} " in overview for verb in dispatch.verb_names())


def test_help_needs_nothing_heavy() -> None:
    program = "import sys; from cli.dispatch import main; main(['--help']); main(['sandbox', 'up', '--help']); "
    program += f"print([name for name in {HEAVY!r} if name in sys.modules])"
    output = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert output.stdout.splitlines()[-1] == "[]"


def test_one_component_is_described_without_what_is_slow_to_start() -> None:
    tree = CHECKOUT / "tests/layers/good/levels"
    command = ["describe", "component", "account-settings", "-s", "core-gbl-root", "--config-root", str(tree)]
    program = f"import sys; from cli.dispatch import main; main({command!r}); "
    program += f"print([name for name in {SLOW_TO_START!r} if name in sys.modules])"
    output = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert (output[0], output[-1]) == ("atmos_component: account-settings", "[]")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["valdate"], "rootstock: no verb 'valdate' (did you mean 'validate'?)\n"),
        (["sandbox"], "rootstock: what? up, down, status, shell, env, snapshot, restore, snapshots\n"),
        (["sandbox", "upp"], "invalid choice: 'upp'"),
        (["graph", "--format", "dot"], "invalid choice: 'dot'"),
        (["validate", "--config-root", "/nowhere"], "rootstock: no folder '/nowhere': --config-root names the folder"),
        (["deploy"], "rootstock: deploy what? Name stacks, or --all, or --affected, or --component INSTANCE\n"),
        (["deploy", "--all", "core-root"], "rootstock: --all already means which stacks"),
        (["deploy", "--all", "--parallel", "0"], "'0' is not a number of stacks: 1 or more"),
    ],
)
def test_wrong_usage(arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.main(arguments) == exit_code.USAGE
    captured = capsys.readouterr()
    assert complaint in captured.err
    assert captured.out == ""


def test_no_verb_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch.main([]) == exit_code.USAGE
    assert "usage: rootstock VERB" in capsys.readouterr().out


def test_nobody_to_ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert dispatch.main(["deploy", "--all"]) == exit_code.USAGE
    assert "say --yes to deploy, or --preview to look only" in capsys.readouterr().err


@pytest.mark.parametrize("code", [exit_code.DONE, exit_code.PROBLEMS, exit_code.USAGE])
def test_the_verb_decides_the_exit_code(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    fake_verb(monkeypatch, lambda _options: code)
    assert dispatch.main(["validate"]) == code


def test_an_unexpected_error_is_one_sentence_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("ROOTSTOCK_CACHE", str(tmp_path))
    fake_verb(monkeypatch, raising(ZeroDivisionError("division by zero")))
    assert dispatch.main(["validate"]) == exit_code.PROBLEMS
    complaint = capsys.readouterr().err
    (log,) = tmp_path.rglob("error-*.log")
    assert complaint == (
        "rootstock: unexpected ZeroDivisionError: division by zero. "
        f"This is a mistake in Rootstock; the details are in {log}\n"
    )
    assert "Traceback (most recent call last):" in log.read_text()


def test_errors_for_users_are_told_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from engine.errors import EngineError

    fake_verb(monkeypatch, raising(EngineError("Go is missing: install it from https://go.dev/dl")))
    assert dispatch.main(["validate"]) == exit_code.PROBLEMS
    assert capsys.readouterr().err == "rootstock: Go is missing: install it from https://go.dev/dl\n"


def test_a_verb_may_refuse_its_arguments(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake_verb(monkeypatch, raising(UsageError("no stack 'core-rot' (did you mean 'core-root'?)")))
    assert dispatch.main(["validate"]) == exit_code.USAGE
    assert capsys.readouterr().err == "rootstock: no stack 'core-rot' (did you mean 'core-root'?)\n"


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fake_verb(monkeypatch, raising(KeyboardInterrupt()))
    assert dispatch.main(["validate"]) == exit_code.INTERRUPTED
    assert capsys.readouterr().err == "rootstock: stopped by you\n"


def test_ctrl_c_before_anything_is_imported(tmp_path: Path) -> None:
    program = (
        "import os, signal; from cli import dispatch; dispatch._run = lambda given: os.kill(os.getpid(), signal.SIGINT)"
    )
    program += " or __import__('time').sleep(5); raise SystemExit(dispatch.main(['validate']))"
    ended = subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (exit_code.INTERRUPTED, "rootstock: stopped by you\n")


def test_a_reader_that_has_seen_enough() -> None:
    program = "import sys; from cli.dispatch import main; sys.exit(main(['--help']))"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert (process.wait(20), process.stderr.read()) == (exit_code.BROKEN_PIPE, "")
    process.stderr.close()
