"""The organization as a Mermaid flowchart."""

from __future__ import annotations

import re

from operate.picture.data import Node, Picture

_SHAPES = {"root": ("([", "])"), "unit": ("[/", "/]"), "management": ("[[", "]]"), "account": ("[", "]")}


def as_mermaid(picture: Picture) -> str:
    """Units and accounts from the root down; policies stand under the name of what they are attached to."""
    names = {node.id: f"n{number}" for number, node in enumerate(picture.nodes)}
    lines = ["flowchart LR"]
    for node in picture.nodes:
        opening, closing = _SHAPES[node.kind]
        lines.append(f'  {names[node.id]}{opening}"{_label(node)}"{closing}')
    lines += [f"  {names[node.parent]} --> {names[node.id]}" for node in picture.nodes if node.parent]
    return "\n".join(lines)


def _label(node: Node) -> str:
    policies = "<br/>".join(f"<small>{_escaped(one.policy)}</small>" for one in node.attached)
    state = "" if node.state == "active" else f" ({node.state})"
    return "<br/>".join(filter(None, (f"<b>{_escaped(node.name)}</b>{state}", policies)))


def _escaped(text: str) -> str:
    """Mermaid knows entities by number; quotes would end the label."""
    return re.sub(r'[&<>"#;]', lambda found: f"#{ord(found[0])};", text)
