from pathlib import Path

import pytest

from engine import cache


@pytest.mark.parametrize(
    ("env", "root"),
    [
        ({"HOME": "/home/ann"}, "/home/ann/.cache/rootstock"),
        ({"HOME": "/home/ann", "XDG_CACHE_HOME": ""}, "/home/ann/.cache/rootstock"),
        ({"HOME": "/home/ann", "XDG_CACHE_HOME": "/fast"}, "/fast/rootstock"),
        ({"HOME": "/home/ann", "XDG_CACHE_HOME": "/fast", "ROOTSTOCK_CACHE": "/own"}, "/own/rootstock"),
    ],
)
def test_root_follows_the_users_settings(env: dict[str, str], root: str) -> None:
    assert cache.root(env) == Path(root)


def test_each_checkout_has_a_folder_of_its_own() -> None:
    env = {"HOME": "/home/ann"}
    one, other = cache.checkout_folder(env, Path("/src/one")), cache.checkout_folder(env, Path("/src/other"))
    assert one != other
    assert one.parent == other.parent == Path("/home/ann/.cache/rootstock/engine/checkouts")
