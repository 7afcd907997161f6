"""Which events a trail records besides management events: basic and advanced selectors."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from model.variables import Strict

DataArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:(s3|lambda|dynamodb)(:|$)")]
EventField = Literal[
    "eventCategory",
    "eventName",
    "eventSource",
    "readOnly",
    "resources.ARN",
    "resources.type",
    "userIdentity.arn",
    "sessionCredentialFromConsole",
    "vpcEndpointId",
    "eventType",
    "errorCode",
]


class DataResource(Strict):
    """Resources whose data events are recorded."""

    type: Literal["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"] = Field(
        description="Type of the resources."
    )
    values: list[DataArn] = Field(max_length=250, description="ARNs, or the beginning that all of the type share.")


class EventSelector(Strict):
    """One basic selector."""

    read_write_type: Literal["ReadOnly", "WriteOnly", "All"] = Field("All", description="Which calls are recorded.")
    include_management_events: bool = Field(True, description="Whether management events are recorded.")
    exclude_management_event_sources: list[Literal["kms.amazonaws.com", "rdsdata.amazonaws.com"]] = Field(
        default_factory=list, description="Services whose management events are left out."
    )
    data_resource: list[DataResource] = Field(default_factory=list, description="Data events that are recorded.")


class FieldSelector(Strict):
    """One condition of an advanced selector; at least one comparison."""

    field: EventField = Field(description="Field of the event.")
    equals: list[str] | None = Field(None, min_length=1, description="It is one of these.")
    not_equals: list[str] | None = Field(None, min_length=1, description="It is none of these.")
    starts_with: list[str] | None = Field(None, min_length=1, description="It begins with one of these.")
    not_starts_with: list[str] | None = Field(None, min_length=1, description="It begins with none of these.")
    ends_with: list[str] | None = Field(None, min_length=1, description="It ends with one of these.")
    not_ends_with: list[str] | None = Field(None, min_length=1, description="It ends with none of these.")


class AdvancedEventSelector(Strict):
    """One advanced selector: events for which all conditions hold."""

    name: str | None = Field(None, max_length=1000, description="What the selector is for.")
    field_selector: list[FieldSelector] = Field(min_length=1, description="Conditions, all of which must hold.")
