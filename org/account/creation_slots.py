"""Five account creations at a time, as AWS allows: the next is registered when one of them is over."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pulumi
import pulumi_aws as aws


class CreationSlots:
    """Slots for creations that are under way, at most ``at_once`` of them.

    A slot is held from the registration of an account until its id is known, or until it is known that there will be
    none: a failed creation gives its slot back like any other. In a preview nothing waits for AWS.
    """

    def __init__(self, at_once: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._watching: set[asyncio.Task[None]] = set()

    def when_free(self, value: str) -> pulumi.Output[str]:
        """The value, known once a slot is free and taken: what has it among its inputs is registered only then."""

        async def wait() -> str:
            await self._free.acquire()
            return value

        return pulumi.Output.from_input(wait())

    def free_after(self, account: aws.organizations.Account) -> None:
        """Gives the slot back once the account exists, or once it is known that it will not."""

        async def watch() -> None:
            # What failed is told by the engine, and fails whatever depends on it; here it only frees the slot.
            with suppress(Exception):
                await account.id.future()
            self._free.release()

        task = asyncio.ensure_future(watch())
        self._watching.add(task)
        task.add_done_callback(self._watching.discard)
