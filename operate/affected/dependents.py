"""Which instances stand on others: by reference, by a variable that names an instance, or through the account map."""

from __future__ import annotations

from collections import defaultdict

from layers import Instance, Tree
from program.management import map_instance
from program.stacks import InstanceKey, key_of, stack_plans


class Dependents:
    """The references of a tree, seen from what they refer to."""

    def __init__(self, tree: Tree) -> None:
        self._instances: dict[InstanceKey, Instance] = {}
        self._direct: dict[InstanceKey, set[InstanceKey]] = defaultdict(set)
        account_map = map_instance(tree)
        for plan in stack_plans(tree).values():
            for instance in plan.instances:
                key = key_of(instance)
                self._instances[key] = instance
                for link in plan.links[key]:
                    self._direct[key_of(link.target)].add(key)
                if plan.needs_map and account_map is not None:
                    self._direct[key_of(account_map)].add(key)

    def of(self, instance: Instance) -> tuple[Instance, ...]:
        """Every instance that stands on this one, directly or through others, sorted."""
        if instance.component_type != "pulumi":
            return ()
        found: set[InstanceKey] = set()
        waiting = [key_of(instance)]
        while waiting:
            for key in self._direct[waiting.pop()] - found:
                found.add(key)
                waiting.append(key)
        return tuple(self._instances[key] for key in sorted(found - {key_of(instance)}))
