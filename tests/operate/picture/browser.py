"""A headless Chromium that a test opens a page in, presses keys in, and asks what a screen reader is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

EXECUTABLE = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
    "--remote-debugging-pipe",
)
_CODES = {
    "ArrowDown": 40,
    "ArrowUp": 38,
    "ArrowLeft": 37,
    "ArrowRight": 39,
    "Home": 36,
    "End": 35,
    "Enter": 13,
    "Tab": 9,
    "Escape": 27,
}


class Browser:
    """One page in one browser, spoken to over a pipe (Chrome DevTools Protocol)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._answers = b""
        self._session: str | None = None
        self._before = 0.0
        self.requests: list[str] = []

    def __enter__(self) -> Self:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        command = [str(EXECUTABLE), *_FLAGS, f"--user-data-dir={self._folder}", "about:blank"]
        shell = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, "browser", *command],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._send("Page.enable")
        self._send("Network.enable")
        self._send("Accessibility.enable")
        self._send("Performance.enable", timeDomain="threadTicks")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Told to close, it ends its own processes first; killed, it would leave them writing into the folder.
        self._session = None
        self._send("Browser.close")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def open(self, url: str) -> None:
        """Loads a page, to its end. ``requests`` are those it made from then on."""
        self._send("Page.navigate", url="about:blank")
        self._before = 0.0
        self._before = self.processor_seconds()
        self.requests.clear()
        self._send("Page.navigate", url=url)
        while self.run("document.readyState") != "complete" or self.run("location.href") == "about:blank":
            pass

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self._send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Presses keys one after another, as a person does: ``Tab``, ``ArrowDown``, ``/``, ``p``."""
        for key in keys:
            event: dict[str, Any] = {"key": key}
            if key in _CODES:
                event |= {"windowsVirtualKeyCode": _CODES[key], "code": key}
            else:
                event["text"] = key
            if key == "Enter":
                event["text"] = "\r"
            self._send("Input.dispatchKeyEvent", type="keyDown", **event)
            self._send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def processor_seconds(self) -> float:
        """The time that the page's main thread has worked since it was last opened, waiting left out."""
        metrics = {one["name"]: one["value"] for one in self._send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) - self._before

    def accessibility(self) -> list[dict[str, Any]]:
        """What a screen reader is told: for each node its role, name and properties, in the order of the page."""
        nodes = self._send("Accessibility.getFullAXTree")["nodes"]
        return [
            {
                "role": node["role"]["value"],
                "name": node.get("name", {}).get("value", ""),
                **{one["name"]: one["value"].get("value") for one in node.get("properties", ())},
            }
            for node in nodes
            if not node.get("ignored") and "role" in node
        ]

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._answers:
            read = os.read(self._in, 1 << 20)
            assert read, "the browser is gone"
            self._answers += read
        one, _, self._answers = self._answers.partition(b"\0")
        answer: dict[str, Any] = json.loads(one)
        return answer
