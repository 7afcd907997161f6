"""What names and tags are made of: Cloud Posse's null-label rules (label/null 0.25.0)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

DEFAULT_LABEL_ORDER = ("namespace", "tenant", "environment", "stage", "name", "attributes")
_HASH_LENGTH = 5
_NOT_ALLOWED = re.compile(r"[^-a-zA-Z0-9]")


@dataclass(frozen=True)
class Context:
    """Labels of one instance. Empty labels are left out of names and tags."""

    namespace: str = ""
    tenant: str = ""
    environment: str = ""
    stage: str = ""
    name: str = ""
    attributes: tuple[str, ...] = ()
    delimiter: str = "-"
    label_order: tuple[str, ...] = DEFAULT_LABEL_ORDER
    id_length_limit: int = 0
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The labels in order, lower case, joined; cut with a hash of the whole when longer than the limit."""
        labels = (self._label(label) for label in self.label_order)
        whole = self.delimiter.join(label for label in labels if label)
        if self.id_length_limit == 0 or len(whole) <= self.id_length_limit:
            return whole
        digest = hashlib.md5(whole.encode(), usedforsecurity=False).hexdigest()[:_HASH_LENGTH]
        kept = whole[: self.id_length_limit - _HASH_LENGTH - len(self.delimiter)].rstrip(self.delimiter)
        return f"{kept}{self.delimiter}{digest}"

    @property
    def all_tags(self) -> dict[str, str]:
        """Tags of the labels with ``Name`` being the id, overlaid with the user's tags."""
        labels = {
            "Namespace": self._clean(self.namespace),
            "Tenant": self._clean(self.tenant),
            "Environment": self._clean(self.environment),
            "Stage": self._clean(self.stage),
            "Name": self.id,
            "Attributes": self._label("attributes"),
        }
        return {key: value for key, value in labels.items() if value} | dict(self.tags)

    def derive(self, name: str | None = None, *attributes: str, tags: Mapping[str, str] | None = None) -> Context:
        """The same context with another name, further attributes and further tags."""
        return replace(
            self,
            name=self.name if name is None else name,
            attributes=tuple(dict.fromkeys((*self.attributes, *attributes))),
            tags=dict(self.tags) | dict(tags or {}),
        )

    def _label(self, label: str) -> str:
        if label == "attributes":
            return self.delimiter.join(filter(None, map(self._clean, self.attributes)))
        return self._clean(getattr(self, label))

    def _clean(self, value: str) -> str:
        return _NOT_ALLOWED.sub("", value).lower()
