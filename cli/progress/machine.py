"""Progress as events for machines: one JSON document a line."""

from __future__ import annotations

import json
from typing import Any, TextIO

from operate.events import Step
from operate.news import Finished, News, Notice, Progress, Started, Stopping
from operate.summary import result_data


class EventLines:
    """Writes each piece of news as a line ``{"event": …, "operation": …, …}``; silence writes nothing."""

    def __init__(self, planned: bool, stream: TextIO) -> None:
        self._operation = "preview" if planned else "up"
        self._stream = stream

    def __enter__(self) -> EventLines:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def hear(self, news: News) -> None:
        """Writes one piece of news."""
        match news:
            case Started(stack):
                self._write("started", stack=stack)
            case Progress(stack, step):
                self._write("step", stack=stack, **step_data(step), phase=step.phase.value)
            case Notice(stack, text):
                self._write("notice", stack=stack, text=text)
            case Finished(result):
                self._write("finished", **result_data(result))
            case Stopping(at_once):
                self._write("stopping", at_once=at_once)
            case _:
                pass

    def _write(self, event: str, **data: Any) -> None:
        write_event(self._stream, event, operation=self._operation, **data)


def write_event(stream: TextIO, event: str, **data: Any) -> None:
    """Writes one event at once."""
    stream.write(json.dumps({"event": event, **data}, ensure_ascii=False) + "\n")
    stream.flush()


def step_data(step: Step) -> dict[str, Any]:
    """One step as plain data."""
    return {"op": step.op, "type": step.urn.type, "name": step.urn.name}
