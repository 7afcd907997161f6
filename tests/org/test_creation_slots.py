"""Five account creations at a time, whatever becomes of them."""

from __future__ import annotations

import threading
import time

import pulumi_aws
import pytest

from blocks.recorded import Recorded, RecordedResource
from blocks.wiring import Wiring
from org.account.guard import ACCOUNT
from org.account.resource import build

ACCOUNTS = ", ".join(f"plat-a{number}: " for number in range(12))
CONFIG = f"organization_config: {{organizational_units: {{plat: {{accounts: {{{ACCOUNTS}}}}}}}}}"


@pytest.fixture
def most_at_once(aws, configure, config_root):
    """The most accounts of twelve new ones and one old one that were ever being created at one time."""

    def _most(limit, recorded=Recorded(), answer=None):  # noqa: B008
        lock, running, most = threading.Lock(), [], []
        made = aws.outputs[ACCOUNT]

        def slow(args):
            with lock:
                running.append(args.name)
                most.append(len(running))
            time.sleep(0.01)
            with lock:
                running.remove(args.name)
            return (answer or made)(args)

        aws.outputs[ACCOUNT] = slow

        def program():
            provider = pulumi_aws.Provider("management")
            wiring = Wiring(provider=provider, config_root=config_root, account="core-root", recorded=recorded)
            variables = configure(f"{CONFIG}\nlimits: {{account_creations_at_once: {limit}}}")
            return build("account-gbl", variables, wiring).exports

        recording = aws.run(program)
        assert len(recording.of_type(ACCOUNT)) == 13
        return max(most)

    return _most


def test_new_accounts_wait_for_a_slot(most_at_once):
    assert most_at_once(2) == 2


def test_existing_accounts_wait_for_nothing(most_at_once):
    names = [f"account-gbl-plat-{key}" for key in ("prod", *(f"a{number}" for number in range(12)))]
    recorded = Recorded(tuple(RecordedResource("", ACCOUNT, name, {}) for name in names))

    assert most_at_once(1, recorded) > 1
