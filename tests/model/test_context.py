"""Names and tags: Cloud Posse's null-label rules."""

from hypothesis import given
from hypothesis import strategies as st

from model.context import Context

LABELS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_ ./", max_size=12)


def test_an_id_joins_the_labels_that_are_set_in_order() -> None:
    context = Context(namespace="acme", tenant="core", environment="gbl", stage="audit", name="", attributes=("logs",))
    assert context.id == "acme-core-gbl-audit-logs"


def test_labels_lose_what_names_may_not_hold_and_their_case() -> None:
    assert Context(namespace="Acme Inc.", stage="prod_1", label_order=("stage", "namespace")).id == "prod1-acmeinc"


def test_a_long_id_is_cut_and_ends_with_the_hash_of_the_whole() -> None:
    context = Context(namespace="acme", tenant="core", stage="audit", name="cloudtrail-bucket", id_length_limit=20)
    assert context.id == "acme-core-audi-10bd6"
    longer = Context(namespace="acme", tenant="core", stage="audit", name="cloudtrail-buckets", id_length_limit=20)
    assert context.id != longer.id


def test_tags_name_each_label_and_the_users_tags_win() -> None:
    context = Context(namespace="acme", tenant="core", stage="audit", tags={"Stage": "mine", "owner": "platform"})
    assert context.all_tags == {
        "Namespace": "acme",
        "Tenant": "core",
        "Stage": "mine",
        "Name": "acme-core-audit",
        "owner": "platform",
    }


def test_a_derived_context_adds_attributes_once_and_merges_tags() -> None:
    context = Context(namespace="acme", attributes=("a",), tags={"x": "1"})
    derived = context.derive("trail", "a", "b", tags={"y": "2"})
    assert (derived.id, derived.tags) == ("acme-trail-a-b", {"x": "1", "y": "2"})


@given(st.lists(LABELS, min_size=5, max_size=5), st.integers(min_value=6, max_value=40))
def test_no_id_is_longer_than_its_limit(labels: list[str], limit: int) -> None:
    namespace, tenant, environment, stage, name = labels
    context = Context(namespace, tenant, environment, stage, name, id_length_limit=limit)
    assert len(context.id) <= limit


@given(st.lists(LABELS, min_size=5, max_size=5))
def test_an_id_holds_only_lower_case_letters_digits_and_hyphens(labels: list[str]) -> None:
    identifier = Context(*labels).id
    assert identifier == identifier.lower()
    assert all(character.isalnum() or character == "-" for character in identifier)
