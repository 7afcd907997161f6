"""Pages about all rules, made from their code: what a rule is about, what it says, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from program.page_folder import write_pages
from program.rule_sources import CHECKOUT, RuleText, rule_texts

FOLDER = CHECKOUT / "docs" / "reference" / "rules"
EXAMPLES = CHECKOUT / "tests" / "layers" / "bad"
_NOTE = "Written by `python -m program.rule_pages`; a test keeps it up to date."
_GROUPS = {
    "RS1": "Configuration: files, imports, merging, stacks",
    "RS2": "The organization: accounts, units, policies",
    "RS3": "Kinds: what is put into accounts",
    "RS4": "The program: variables, references, order",
}
_LONGEST_EXAMPLE = 25  # lines


def pages() -> dict[str, str]:
    """Every page by its file name: one a rule, and ``README.md`` with the list of them."""
    texts = rule_texts()
    return {"README.md": _overview(texts), **{f"{id}.md": _page(text) for id, text in texts.items()}}


def main() -> None:
    """Writes the pages, and removes those of rules that are gone."""
    write_pages(FOLDER, pages())


def _overview(texts: dict[str, RuleText]) -> str:
    lines = [
        "# Rules",
        "",
        _NOTE,
        "",
        "`rootstock validate` names the rule with every finding; so does `pulumi preview`.",
    ]
    for prefix, group in _GROUPS.items():
        lines += ["", f"## {group}", "", "| rule | what it finds |", "|---|---|"]
        lines += [f"| [{id}]({id}.md) | {_title(text)} |" for id, text in texts.items() if id.startswith(prefix)]
    return "\n".join(lines) + "\n"


def _page(text: RuleText) -> str:
    lines = [f"# {text.id}: {_title(text)}", "", _NOTE, "", " ".join([*text.about, text.grade]).replace("``", "`")]
    if text.remedy:
        lines += ["", f"**What to do:** {text.remedy}"]
    if text.messages:
        lines += ["", "## What it says", ""]
        lines += [f"- {_quoted(message)}" for message in text.messages]
    lines += _example(text.id)
    return "\n".join(lines) + "\n"


def _title(text: RuleText) -> str:
    return text.title[:1].upper() + text.title[1:]


def _quoted(message: str) -> str:
    return message.replace("\n", " ").replace("<", "&lt;")


def _example(id: str) -> Iterator[str]:
    """The tree that breaks the rule, where there is one and it is short, and what is printed about it."""
    for folder in sorted(EXAMPLES.glob(f"{id.lower()}-*"))[:1]:
        found = (folder / "findings.txt").read_text(encoding="utf-8")
        first = next(line for line in found.splitlines() if f": {id}" in line)
        file = folder / Path(first.partition(":")[0])
        content = file.read_text(encoding="utf-8") if file.is_file() else ""
        yield from ("", "## Example")
        if content and content.count("\n") <= _LONGEST_EXAMPLE:
            yield from ("", f"`{file.relative_to(folder)}`:", "", "```yaml", content.rstrip("\n"), "```")
        yield from ("", "```text", found.rstrip("\n"), "```")


if __name__ == "__main__":
    main()
