"""RS393: a topic that is not in the region whose recorder tells it."""

from __future__ import annotations

from collections.abc import Iterator

from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem, listing

RULE = "RS393"


def topics(variables: AwsConfigVariables) -> Iterator[Problem]:
    """A problem for each topic of another region, and for one of a region that has no recorder."""
    regions = variables.all_regions
    for region, arn in variables.sns_topic_arns.items():
        path = ("vars", "sns_topic_arns", region)
        if region not in regions:
            text = f"'{region}' is none of the regions that are recorded ({listing(regions)})"
            yield Problem(RULE, f"`sns_topic_arns`: {text}", path)
        elif arn.split(":")[3] != region:
            text = f"'{arn}' is in '{arn.split(':')[3]}'; AWS Config tells topics of '{region}' only"
            yield Problem(RULE, f"`sns_topic_arns`: {text}", path)
