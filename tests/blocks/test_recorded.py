"""What the engine says that a stack's state holds."""

from blocks.recorded import Recorded, RecordedResource

TYPE = "aws:organizations/account:Account"
URN = f"urn:pulumi:core-root::rootstock::rootstock:org:OrganizationTree${TYPE}::account-gbl-plat-prod"


def test_each_resource_is_found_by_its_type() -> None:
    recorded = Recorded.parse(
        {
            URN: {"type": TYPE, "outputs": {"id": "111111111111"}},
            "urn:pulumi:core-root::rootstock::pulumi:providers:pulumi::default": {"type": "pulumi:providers:pulumi"},
        }
    )
    assert list(recorded.of_type(TYPE)) == [
        RecordedResource(URN, TYPE, "account-gbl-plat-prod", {"id": "111111111111"}),
    ]


def test_a_stack_that_was_never_deployed_holds_nothing() -> None:
    assert Recorded.parse({}) == Recorded()
