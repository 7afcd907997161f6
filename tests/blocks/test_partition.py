"""AWS partitions."""

import pytest

from blocks.partition import partition_of


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-east-1", "aws"), ("eu-west-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-northwest-1", "aws-cn")],
)
def test_a_region_names_its_partition(region: str, partition: str) -> None:
    assert partition_of(region) == partition
