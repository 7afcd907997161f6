"""Five account creations at a time, and no slot lost for good."""

from __future__ import annotations

import asyncio

from org.account.creation_slots import CreationSlots


def test_at_most_so_many_at_once():
    async def run():
        slots, running, most = CreationSlots(5, 60), 0, 0

        async def create(number):
            nonlocal running, most
            await slots.take(f"urn-{number}")
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.001)
            running -= 1
            slots.give_back(f"urn-{number}")

        await asyncio.gather(*map(create, range(20)))
        return most

    assert asyncio.run(run()) == 5


def test_a_slot_of_a_failed_creation_comes_back_after_its_time():
    async def run():
        slots = CreationSlots(1, 0.01)
        await slots.take("failed")
        await asyncio.wait_for(slots.take("next"), 1)
        slots.give_back("failed")  # too late, and no second slot
        return slots._free.locked()

    assert asyncio.run(run())
