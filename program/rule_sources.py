"""What the code says about its rules: their titles, why they exist, and the messages they print."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from layers.rule_list import all_rules
from program.rule_titles import TITLES

CHECKOUT = Path(__file__).parent.parent
ROOMS = ("org", "components", "blocks", "program", "operate", "layers/rules")
_ID = re.compile(r"RS\d{3}")
_TITLE = re.compile(r"(RS\d{3}): (.+)", re.DOTALL)
_WARNING = "warning"
_WEIGHTS = {
    "error": "An error: it stops every run before it begins.",
    "house": "An error where `rootstock.yaml` governs, a warning in a tree with only an `atmos.yaml`.",
    "advice": "A warning: it is printed and stops nothing.",
}


@dataclass
class RuleText:
    """One rule: a title without a full stop, sentences about it, what to do, its grade, and its messages.

    Parts of a message that differ from case to case are written ``‹so›``.
    """

    id: str
    title: str = ""
    about: list[str] = field(default_factory=list)
    remedy: str = ""
    grade: str = _WEIGHTS["error"]
    messages: list[str] = field(default_factory=list)


@cache
def rule_texts() -> dict[str, RuleText]:
    """Every rule that can be printed, by id."""
    found: dict[str, RuleText] = defaultdict(lambda: RuleText(""))
    for room in ROOMS:
        for file in sorted((CHECKOUT / room).rglob("*.py")):
            if file.name != "rule_titles.py":
                for id, text in _Module(ast.parse(file.read_text(encoding="utf-8"))).rules():
                    _join(found[id], text)
    for id, (title, remedy) in TITLES.items():
        found[id].title, found[id].remedy = title, remedy
    for rule in all_rules():
        text = found[rule.id]
        text.title, text.about, text.remedy = rule.title, [rule.explanation], rule.remedy
        text.grade = _WEIGHTS[rule.weight]
    for id, text in found.items():
        text.id = id
        text.title = text.title.rstrip(".")
    return dict(sorted(found.items()))


def _join(known: RuleText, more: RuleText) -> None:
    known.title = known.title or more.title
    known.about += [line for line in more.about if line not in known.about]
    known.messages += [line for line in more.messages if line not in known.messages]
    if more.grade != _WEIGHTS["error"]:
        known.grade = more.grade


class _Module:
    """One module: the ids it has names for, and the calls that print them."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.names = {
            target.id: str(node.value.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and _ID.fullmatch(str(node.value.value))
        }
        own = next((node for node in tree.body if isinstance(node, ast.Assign) and _is_rule(node.value)), None)
        if own is not None and isinstance(own.value, ast.Call) and isinstance(own.value.args[0], ast.Constant):
            self.names["RULE"] = str(own.value.args[0].value)

    def rules(self) -> Iterator[tuple[str, RuleText]]:
        title = _TITLE.match(ast.get_docstring(self.tree) or "")
        own = title[1] if title else ""
        if title:
            yield own, RuleText(own, " ".join(title[2].partition("\n\n")[0].split()))
        for function in ast.walk(self.tree):
            if isinstance(function, ast.FunctionDef):
                about = _about(function) if not function.name.startswith("_") else []
                for id, text in self._printed(function):
                    text.about = about if id == own else []
                    yield id, text

    def _printed(self, function: ast.FunctionDef) -> Iterator[tuple[str, RuleText]]:
        written: dict[str, list[ast.expr]] = defaultdict(list)
        for node in ast.walk(function):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        written[target.id].append(node.value)
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                for id in filter(None, map(self._id, node.args)):
                    yield id, _called(id, node, written)
            elif isinstance(node, ast.JoinedStr) and (text := _text(node)) and _ID.match(text):
                yield text[:5], RuleText(text[:5], messages=[text[6:]])

    def _id(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return str(self.names.get(node.id, ""))
        return str(node.value) if isinstance(node, ast.Constant) and _ID.fullmatch(str(node.value)) else ""


def _is_rule(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"


def _about(function: ast.FunctionDef) -> list[str]:
    lines = (ast.get_docstring(function) or "").split("\n\n")
    return [" ".join(line.split()) for line in lines if line and not line.lstrip().startswith(">>>")]


def _called(id: str, call: ast.Call, written: dict[str, list[ast.expr]]) -> RuleText:
    messages: list[str] = []
    for argument in (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "message")):
        choices = written.get(argument.id, []) if isinstance(argument, ast.Name) else [argument]
        for choice in choices:
            messages += filter(_says, _filled(_text(choice), written))
    mild = any(isinstance(one.value, ast.Constant) and one.value.value == _WARNING for one in call.keywords)
    return RuleText(id, grade=_WEIGHTS["advice" if mild else "error"], messages=messages)


def _filled(message: str, written: dict[str, list[ast.expr]]) -> list[str]:
    """The message, once for each text that its function puts in one of its placeholders."""
    for name, choices in written.items():
        texts = list(filter(_says, map(_text, choices)))
        if texts and _named(name) in message:
            return [message.replace(_named(name), text) for text in texts]
    return [message]


def _named(name: str) -> str:
    return f"‹{name.strip('_').replace('_', ' ')}›"


def _says(text: str) -> bool:
    """Whether a text says something besides its placeholders."""
    return len(re.findall(r"[A-Za-z]+", re.sub("‹[^›]*›", "", text))) > 2


def _text(node: ast.expr) -> str:
    """The text that an expression makes, with ‹placeholders›; empty when it makes none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    if isinstance(node, ast.FormattedValue):
        return _placeholder(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left) + _text(node.right)
    if isinstance(node, ast.IfExp):
        return _text(node.body)
    return ""


def _placeholder(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        return " (did you mean ‹…›?)" if name == "suggestion" else "‹…›"
    if isinstance(node, ast.IfExp):
        return _text(node.body) or _placeholder(node.body)
    words = re.findall(r"[a-z_]+", ast.unparse(node))
    name = words[-1] if isinstance(node, (ast.Name, ast.Attribute)) and words else "…"
    return " (did you mean ‹…›?)" if name in ("hint", "near") else _named(name)
