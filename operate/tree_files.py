"""Files of the configuration that are written all together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from layers import Tree, load
from model.finding import Finding, errors
from model.whole_file import write_whole
from operate.errors import OperateError
from program.validation import findings


def write(files: Mapping[Path, str], root: Path, known: Iterable[Finding] = ()) -> Tree:
    """The tree of ``root`` with the files written.

    Takes them back and raises OperateError when the tree has errors then that are not among the ``known`` findings.
    """
    old = frozenset(map(str, errors(known)))
    before = {path: path.read_text(encoding="utf-8") if path.exists() else None for path in files}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    tree = load(root)
    wrong = [one for one in map(str, errors(findings(tree))) if one not in old]
    if wrong:
        _take_back(before)
        raise OperateError("\n".join(["nothing was written, because the configuration would have findings:", *wrong]))
    return tree


def _take_back(before: Mapping[Path, str | None]) -> None:
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            write_whole(path, text)
