"""What adopting would write, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from layers import Tree, load
from operate.adopt.first import Naming, first_files
from operate.adopt.grown import grown
from operate.adopt.left_alone import LeftAlone, left_alone
from operate.adopt.repair import OWN
from operate.inventory import Inventory
from operate.news import StackResult
from operate.ownership import ownership
from operate.tree_files import write
from program.management import account_instance
from program.validation import findings


@dataclass(frozen=True)
class Adoption:
    """Files by absolute path with their text, as they will be; those that are so already are left out.

    ``replaced`` are files that are there with another text and are nobody's entry to be completed. ``first`` says that
    nothing of the organization was configured before; ``stack`` is the Pulumi stack that holds it.
    """

    inventory: Inventory
    root: Path
    stack: str
    files: Mapping[Path, str]
    left: tuple[LeftAlone, ...]
    first: bool

    @property
    def replaced(self) -> tuple[Path, ...]:
        """Files of others that would be replaced."""
        return tuple(path for path in self.files if self.first and path.exists())

    def creates_twice(self, preview: StackResult) -> bool:
        """Whether a preview would create something of an organization that is managed already: AWS may have it."""
        return not self.first and any(one.op == "create" and one.urn.type.startswith(OWN) for one in preview.steps)

    def write(self) -> Tree:
        """The tree with the files written. Takes them back and raises OperateError when it has an error then."""
        known = () if self.first else findings(load(self.root))
        return write(self.files, self.root, known)


def adoption(inventory: Inventory, root: Path, naming: Naming) -> Adoption:
    """The adoption of the whole organization, or of what has come into one that is configured already.

    Raises OperateError where the configuration describes another organization, or does not validate.
    """
    owners = ownership(inventory)
    left = left_alone(inventory, owners)
    tree = load(root) if (root / "rootstock.yaml").is_file() or (root / "atmos.yaml").is_file() else None
    organization = account_instance(tree) if tree else None
    if tree is None or organization is None:
        files = {root / name: text for name, text in first_files(inventory, owners, naming).items()}
        new = {path: text for path, text in files.items() if not (path.exists() and path.read_text() == text)}
        return Adoption(inventory, root, naming.root, new, left, first=True)
    more = grown(inventory, owners, tree)
    return Adoption(inventory, root, str(organization.stack), more.files, (*left, *more.left), first=False)
