"""Statements packed into as few documents as AWS's size limit allows."""

from __future__ import annotations

from collections.abc import Iterable

from org.policy.document import document, minified
from org.policy.statement import Document


def packed(statements: Iterable[Document], most: int) -> list[str]:
    """Documents with all the statements, each once, none longer than ``most`` characters.

    First fit, longest statement first: at most a fifth more documents than the best packing has. A statement that is
    too long alone gets a document that is too long.
    """
    distinct = {minified(statement): statement for statement in statements}
    empty = len(document([]))
    bins: list[tuple[int, list[str]]] = []
    for text in sorted(distinct, key=lambda one: (-len(one), one)):
        for index, (size, held) in enumerate(bins):
            if size + 1 + len(text) <= most:
                bins[index] = (size + 1 + len(text), [*held, text])
                break
        else:
            bins.append((empty + len(text), [text]))
    order = {text: number for number, text in enumerate(distinct)}
    return [document(distinct[text] for text in sorted(held, key=order.__getitem__)) for _, held in bins]
