"""Progress as a person follows it on a terminal: ended stacks stay as lines, running ones move below them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Column, Table
from rich.text import Text

from cli.progress.board import Board
from cli.progress.result_line import ending
from cli.words import clock, counted, duration, roughly
from operate.news import Finished, News, Notice, Outcome, StackResult, Stopping

_MARKS = {
    Outcome.SUCCEEDED: ("✓", "+", "green"),
    Outcome.FAILED: ("✗", "!", "red"),
    Outcome.INTERRUPTED: ("■", "#", "yellow"),
    Outcome.WAITING: ("·", ".", "dim"),
}
_ROWS_AROUND = 5


class LiveProgress:
    """Draws the board a few times a second until it is left."""

    def __init__(self, stacks: Iterable[str], planned: bool, console: Console) -> None:
        names = list(stacks)
        self._board = Board(names)
        self._planned = planned
        self._console = console
        self._width = max((len(name) for name in names), default=0)
        self._plain = not (console.encoding or "").lower().startswith("utf")
        self._spinner = Spinner("line" if self._plain else "dots")
        self._note = ""
        self._live = Live(console=console, get_renderable=self.draw, refresh_per_second=8, transient=True)

    def __enter__(self) -> LiveProgress:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def hear(self, news: News) -> None:
        """Takes in one piece of news; ended stacks and notices become lines that stay."""
        self._board.hear(news)
        match news:
            case Finished(result) if result.outcome is not Outcome.SKIPPED:
                self._console.print(self._ended(result))
                self._live.refresh()
            case Notice(stack, text):
                self._console.print(Text.assemble("  ", (f"{stack}: {text}", "yellow")))
            case Stopping(at_once):
                self._note = "stopping at once" if at_once else "stopping after the current resources; Ctrl-C: at once"
            case _:
                pass

    def _ended(self, result: StackResult) -> Text:
        symbol, ascii_symbol, style = _MARKS[result.outcome]
        line = Text("  ", no_wrap=True, overflow="ellipsis")
        line.append(ascii_symbol if self._plain else symbol, style)
        line.append(f" {result.stack:<{self._width}}  ")
        return line.append(ending(result, self._planned), "dim" if result.outcome is Outcome.SUCCEEDED else style)

    def draw(self) -> RenderableType:
        """What moves: the running stacks, as many as fit, and where the whole stands."""
        rows = max(1, self._console.height - _ROWS_AROUND)
        shown = list(self._board.running.values())[:rows]
        table = Table.grid(
            Column(width=1),
            Column(width=self._width, no_wrap=True),
            Column(justify="right", no_wrap=True),
            Column(justify="right", no_wrap=True),
            Column(ratio=1, no_wrap=True, overflow="ellipsis"),
            padding=(0, 2, 0, 0),
            expand=True,
        )
        for running in shown:
            seconds = duration(self._board.seconds_of(running))
            table.add_row(
                self._spinner.render(self._console.get_time()),
                Text(running.stack, "cyan"),
                counted(len(running.resources), "resource") if running.resources else "starting",
                seconds,
                Text(running.current, "dim"),
            )
        return Group(Text(""), _indented(table), self._foot())

    def _foot(self) -> RenderableType:
        board = self._board
        foot = Table.grid(Column(no_wrap=True), Column(width=24), Column(ratio=1, no_wrap=True), padding=(0, 2, 0, 0))
        stacks = f"{len(board.ended)} of {board.total} stacks"
        bar = ProgressBar(total=max(1, board.total), completed=len(board.ended), width=24)
        left = board.remaining
        about = f"  {roughly(left)} left" if left is not None and board.running else ""
        foot.add_row(stacks, bar, Text.assemble(clock(board.seconds), (about, "dim"), ("  " + self._note, "yellow")))
        return _indented(foot)


def _indented(table: Table) -> Table:
    outer = Table.grid(Column(width=1), Column(ratio=1), expand=True)
    outer.add_row("", table)
    return outer
