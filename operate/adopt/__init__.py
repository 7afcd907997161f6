"""Brings an organization that exists under management: as YAML with ids, which Pulumi then imports.

>>> from operate.adopt import adoption
"""

from operate.adopt.adoption import Adoption, adoption
from operate.adopt.first import Naming
from operate.adopt.left_alone import LeftAlone
from operate.adopt.proof import Proof, proof

__all__ = ["Adoption", "LeftAlone", "Naming", "Proof", "adoption", "proof"]
