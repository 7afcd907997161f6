"""Names of Pulumi stacks."""

import pytest

from model.stack_name import StackName


@pytest.mark.parametrize("text", ["core-root", "core-root-map", "plat-prod-quotas"])
def test_a_name_reads_back_as_it_was_written(text: str) -> None:
    assert str(StackName.parse(text)) == text


def test_the_account_of_a_stack_is_its_name_without_the_slice() -> None:
    assert StackName.parse("core-root-map").account == "core-root"


@pytest.mark.parametrize("text", ["root", "a-b-c-d", "core-", "-root"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"stack name|may contain only"):
        StackName.parse(text)
