"""The organization that AWS has, read with as few calls as AWS offers.

>>> from operate.inventory import take
"""

from operate.inventory.content import Account, Inventory, Policy, ResourcePolicy, Unit
from operate.inventory.reading import take

__all__ = ["Account", "Inventory", "Policy", "ResourcePolicy", "Unit", "take"]
