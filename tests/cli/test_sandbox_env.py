"""Entering the sandbox's environment from a shell, and leaving it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cli.verbs.sandbox.env import entering, leaving
from cli.verbs.sandbox.shell import shell_command

VARIABLES = {
    "PATH": "/home/o'brien/sandbox/bin:/usr/bin:/bin",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:4000",
    "PULUMI_CONFIG_PASSPHRASE": 'with space, $dollar and "quotes"',
}


def test_lines_are_quoted_and_unset_what_leads_outside() -> None:
    assert entering(VARIABLES, ["AWS_PROFILE", "PULUMI_STACK"]) == [
        "unset AWS_PROFILE PULUMI_STACK",
        "export AWS_ENDPOINT_URL=http://127.0.0.1:4000",
        "export PATH='/home/o'\"'\"'brien/sandbox/bin:/usr/bin:/bin'",
        "export PULUMI_CONFIG_PASSPHRASE='with space, $dollar and \"quotes\"'",
    ]


def test_a_shell_takes_them_and_gives_them_back() -> None:
    enter = "\n".join(entering(VARIABLES, ["AWS_PROFILE"]))
    leave = "\n".join(leaving(VARIABLES, VARIABLES))
    script = f'{enter}\necho "$PATH|$PULUMI_CONFIG_PASSPHRASE|$AWS_PROFILE"\n{leave}\necho "$PATH|$AWS_ENDPOINT_URL"'
    environment = {"PATH": "/usr/bin:/bin", "AWS_PROFILE": "production"}
    ended = subprocess.run(["/bin/sh", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == [
        f"{VARIABLES['PATH']}|{VARIABLES['PULUMI_CONFIG_PASSPHRASE']}|",
        "/usr/bin:/bin|",
    ]


def test_bash_keeps_the_path_whatever_its_start_file_does(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").write_text("export PATH=/mine:$PATH GREETING=hello\n")
    command = shell_command("/bin/bash", VARIABLES["PATH"], tmp_path)
    environment = {"HOME": str(tmp_path), "PATH": VARIABLES["PATH"]}
    asked = 'echo "$PATH $GREETING $PS1"; exit\n'
    ended = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False)
    assert f"{VARIABLES['PATH']} hello (sandbox) " in ended.stdout


def test_another_shell_is_opened_as_it_is(tmp_path: Path) -> None:
    assert shell_command("/bin/zsh", "/bin", tmp_path) == ["/bin/zsh"]
