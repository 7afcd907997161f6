"""Five account creations at a time, as AWS allows: hooks that the engine calls around each creation."""

from __future__ import annotations

import asyncio

import pulumi


class CreationSlots:
    """Slots that creations wait for: at most ``at_once`` are held, none for longer than ``longest`` seconds.

    The engine calls no hook when a creation fails. A failure stops the run, so its slot is missed only under
    ``--continue-on-error``; there the time limit gives it back: no creation lasts longer than the provider waits.
    """

    def __init__(self, at_once: int, longest: float) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._longest = longest
        self._held: dict[str, asyncio.TimerHandle] = {}

    async def take(self, urn: str) -> None:
        """Returns once a slot is free, and holds it for the resource."""
        await self._free.acquire()
        self._held[urn] = asyncio.get_running_loop().call_later(self._longest, self.give_back, urn)

    def give_back(self, urn: str) -> None:
        """Frees the slot of the resource, once."""
        timer = self._held.pop(urn, None)
        if timer is not None:
            timer.cancel()
            self._free.release()


def creation_hooks(name: str, slots: CreationSlots) -> pulumi.ResourceHookBinding:
    """Hooks for the accounts of one tree, registered under its name."""

    async def before(args: pulumi.ResourceHookArgs) -> None:
        await slots.take(args.urn)

    def after(args: pulumi.ResourceHookArgs) -> None:
        slots.give_back(args.urn)

    return pulumi.ResourceHookBinding(
        before_create=[pulumi.ResourceHook(f"{name}-take-creation-slot", before)],
        after_create=[pulumi.ResourceHook(f"{name}-give-back-creation-slot", after)],
    )
