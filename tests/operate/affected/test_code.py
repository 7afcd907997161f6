"""Which files the modules of a kind reach by their imports, wherever these stand."""

from __future__ import annotations

from pathlib import Path

from operate.affected.code import Code

RESOURCE = """\
import words.top
from words import plain

try:
    import words.tried
except ImportError:
    from words.instead import something
else:
    import words.otherwise
finally:
    import words.at_last


class Kind:
    import words.of_class

    async def build(self):
        if self:
            from words.when_needed import thing
        else:
            import words.unless
        for one in (lambda: 1, 2):
            with one:
                match one:
                    case 1:
                        import words.matched
        return 1 if one else 2
"""
WORDS = ["top", "plain", "tried", "instead", "otherwise", "at_last", "of_class", "when_needed", "unless", "matched"]


def test_imports_count_in_every_sort_of_block(tmp_path: Path) -> None:
    for name in (
        "kinds/one/__init__.py",
        "words/__init__.py",
        "words/unused.py",
        *(f"words/{one}.py" for one in WORDS),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "kinds/one/resource.py").write_text(RESOURCE)
    (tmp_path / "words/plain.py").write_text("import words.further\n")
    (tmp_path / "words/further.py").touch()
    reached = Code(tmp_path).modules("kinds.one")
    assert reached == {"words/__init__.py", "words/further.py", *(f"words/{one}.py" for one in WORDS)}
