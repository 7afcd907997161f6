"""What `rootstock.yaml` or `atmos.yaml` says about a tree: where manifests are, and how stacks are named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from layers.document import Document
from layers.merge import LIST_STRATEGIES
from layers.naming import NamePattern
from layers.paths import display
from layers.reading import read_manifest
from layers.rule import Findings
from layers.rules import rs134_pattern_part, rs150_no_settings, rs151_unknown_setting, rs152_wrong_setting
from layers.settings_schema import DUPLICATES, known_settings, left_to_atmos
from layers.surroundings import Surroundings
from model.finding import Path as KeyPath
from model.finding import Position

GOVERNING = "rootstock.yaml"
ATMOS = ("atmos.yaml", "atmos.yml", ".atmos.yaml", ".atmos.yml")
_DELIMITERS = ["{{", "}}"]
EVERYWHERE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "env": (("env",), ()),
    "settings": (("integrations", "github"), ("integrations", "github")),
}
"""What the file says about every instance, by section: where it stands there, and where in the section it belongs."""


class AccountMapLocation(NamedTuple):
    """Where every other stack finds the account map: config stack and instance.

    >>> AccountMapLocation()
    AccountMapLocation(stack='core-gbl-root', component='account-map')
    """

    stack: str = "core-gbl-root"
    component: str = "account-map"


class Section(NamedTuple):
    """A section that layers hand on as it is written; ``position`` finds the place of a path below it."""

    value: Any
    position: Callable[[KeyPath], Position]


class TreeSettings(NamedTuple):
    """Settings of a configuration tree. ``base`` is the absolute folder that imports start from; ``governed`` says
    whether a `rootstock.yaml` rules the tree (else an `atmos.yaml`); ``file`` is that file as a user would type it.
    ``project`` is the folder that `base_path` names, ``everywhere`` what the file itself says about every instance.
    ``deployments`` says how machines run the stacks; None where it says nothing.

    >>> TreeSettings(base="/config").component_types
    ('pulumi',)
    """

    base: str
    file: str = GOVERNING
    governed: bool = True
    included_paths: tuple[str, ...] = ()
    excluded_paths: tuple[str, ...] = ()
    name_pattern: str | None = None
    name_template: str | None = None
    account_map: AccountMapLocation = AccountMapLocation()
    component_types: tuple[str, ...] = ("pulumi",)
    duplicates: str = "forbid"
    list_merge_strategy: str = "replace"
    templates: int = 0
    component_folders: tuple[tuple[str, str], ...] = ()
    inherit_metadata: bool = True
    slices: tuple[tuple[str, str], ...] = ()
    project: str = ""
    template_environment: tuple[tuple[str, str], ...] = ()
    everywhere: Document | None = None
    deployments: Section | None = None

    @property
    def of_content(self) -> TreeSettings:
        """Without what says nothing about which files make a config stack."""
        return self._replace(file="", everywhere=None, deployments=None)

    def slice_of(self, kind: str) -> str | None:
        """The slice of instances of a kind that set none themselves.

        >>> TreeSettings(base="/config", slices=(("account-map", "map"),)).slice_of("account-map")
        'map'
        """
        return dict(self.slices).get(kind)

    def component_path(self, component_type: str, kind: str) -> str:
        """The folder of a component's code as Atmos names it: `base_path`, `components.<type>.base_path`, the kind.

        >>> TreeSettings(base="/stacks", governed=False).component_path("terraform", "vpc")
        'components/terraform/vpc'
        """
        default = "." if self.governed else f"components/{component_type}"
        return os.path.normpath(f"{dict(self.component_folders).get(component_type, default)}/{kind}")


def read_settings(config_root: Path, findings: Findings) -> TreeSettings | None:
    """The tree's settings, None (and a finding) when there are none."""
    root = os.path.normpath(Path(config_root).absolute())
    for name in (GOVERNING, *ATMOS):
        path = f"{root}/{name}"
        try:
            text = Path(path).read_bytes()
        except OSError:
            continue
        document = read_manifest(path, text, Surroundings(root, os.environ), findings)
        return None if document.broken else _Settings(document, name == GOVERNING, findings).read(root)
    rs150_no_settings.found(findings, Position(display(f"{root}/{GOVERNING}")), display(root))
    return None


class _Settings:
    """Reads one settings file; a wrong value is a finding and counts as not written."""

    def __init__(self, document: Document, governed: bool, findings: Findings) -> None:
        self.document = document
        self.governed = governed
        self.findings = findings

    def read(self, root: str) -> TreeSettings:
        if self.governed:
            self._unknown_keys()
        pattern_path = ("stacks", "name_pattern")
        pattern = self._text(pattern_path)
        if not self._text(("stacks", "name_template")):
            for part in NamePattern(pattern or "").ignored if pattern else ():
                rs134_pattern_part.found(self.findings, self.document, pattern_path, part)
        base = self._text(("base_path",)) or "."
        stacks = self._text(("stacks", "base_path")) or "."
        default, usual = "replace", AccountMapLocation()
        return TreeSettings(
            base=os.path.normpath(Path(root, base, stacks)),
            file=self.document.display,
            governed=self.governed,
            included_paths=self._included(),
            excluded_paths=self._texts(("stacks", "excluded_paths")),
            name_pattern=pattern,
            name_template=self._text(("stacks", "name_template")),
            account_map=AccountMapLocation(
                self._text(("account_map", "stack")) or usual.stack,
                self._text(("account_map", "component")) or usual.component,
            ),
            component_types=self._texts(("pulumi", "component_types")) or ("pulumi",),
            duplicates=self._choice(("duplicates",), DUPLICATES, DUPLICATES[0 if self.governed else 1]),
            list_merge_strategy=self._choice(("settings", "list_merge_strategy"), tuple(LIST_STRATEGIES), default),
            templates=self._templates(),
            component_folders=self._component_folders(base),
            inherit_metadata=self._at(("stacks", "inherit", "metadata")) is not False,
            slices=self._slices(),
            project=os.path.normpath(Path(root, base)),
            template_environment=self._template_environment(),
            everywhere=self.document if self._says_values() else None,
            deployments=self._deployments(),
        )

    def _template_environment(self) -> tuple[tuple[str, str], ...]:
        found = self._at(("templates", "settings", "env"))
        return tuple((name, str(value)) for name, value in found.items()) if isinstance(found, dict) else ()

    def _says_values(self) -> bool:
        written = (self._at(source) for source, _ in EVERYWHERE.values())
        return any(isinstance(value, dict) and value for value in written)

    def _slices(self) -> tuple[tuple[str, str], ...]:
        """Trees of other tools do not know slices, and the map may not share a state with the organization."""
        path = ("pulumi", "slices")
        configured = self._at(path)
        if configured is None:
            return () if self.governed else ((AccountMapLocation().component, "map"),)
        kinds = configured if isinstance(configured, dict) else {}
        if kinds is not configured or not all(isinstance(part, str) for part in kinds.values()):
            rs152_wrong_setting.found(self.findings, self.document, path, "a map of kinds to slices, both texts")
            return ()
        return tuple(kinds.items())

    def _component_folders(self, base: str) -> tuple[tuple[str, str], ...]:
        configured = self._at(("components",))
        kinds = configured if isinstance(configured, dict) else {}
        folders = ((kind, self._text(("components", kind, "base_path"))) for kind in kinds)
        return tuple((kind, os.path.normpath(f"{base}/{folder}")) for kind, folder in folders if folder)

    def _deployments(self) -> Section | None:
        value = self._at(("deployments",))
        if value is None:
            return None
        return Section(value, lambda path: self.document.position(("deployments", *path)))

    def _templates(self) -> int:
        """How often templates in values are executed; 0 for never."""
        rounds = self._at(("templates", "settings", "evaluations"))
        enabled = self._at(("templates", "settings", "enabled")) is True
        if enabled:
            self._check_delimiters()
        return rounds if enabled and type(rounds) is int and 0 < rounds < 10 else int(enabled)

    def _check_delimiters(self) -> None:
        path = ("templates", "settings", "delimiters")
        if self._at(path) not in (None, [], _DELIMITERS):
            form = f"{json.dumps(_DELIMITERS)}: others are not read"
            rs152_wrong_setting.found(self.findings, self.document, path, form)

    def _included(self) -> tuple[str, ...]:
        included = self._texts(("stacks", "included_paths"))
        if not included and self._at(("stacks", "included_paths")) in (None, []):
            form = 'the list of stack manifests\' paths, such as ["orgs/**/*"]'
            rs152_wrong_setting.found(self.findings, self.document, ("stacks", "included_paths"), form)
        return included

    def _unknown_keys(self) -> None:
        for section, known in known_settings().items():
            content = self._at((section,)) if section else self.document.value
            for key in content if isinstance(content, dict) else ():
                if key not in known and key not in left_to_atmos(section):
                    path = (section, key) if section else (key,)
                    rs151_unknown_setting.found(self.findings, self.document, path, known)

    def _at(self, path: KeyPath) -> Any:
        value: Any = self.document.value
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _text(self, path: KeyPath) -> str | None:
        value = self._at(path)
        if value is None or isinstance(value, str):
            return value or None
        rs152_wrong_setting.found(self.findings, self.document, path, "a text")
        return None

    def _texts(self, path: KeyPath) -> tuple[str, ...]:
        value = self._at(path)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        rs152_wrong_setting.found(self.findings, self.document, path, "a list of texts")
        return ()

    def _choice(self, path: KeyPath, choices: tuple[str, ...], default: str) -> str:
        value = self._at(path)
        if value is None or value in choices:
            return value or default
        rs152_wrong_setting.found(self.findings, self.document, path, f"one of {', '.join(choices)}")
        return default
