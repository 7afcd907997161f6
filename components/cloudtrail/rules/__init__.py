"""Rules of the kind ``cloudtrail``, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from blocks.place import CheckPlace
from components.cloudtrail.rules.alarms import alarms
from components.cloudtrail.rules.double_recording import double_recording
from components.cloudtrail.rules.key_statements import key_statements
from components.cloudtrail.rules.named_bucket import named_bucket
from components.cloudtrail.rules.organization_trail import organization_trail
from components.cloudtrail.rules.regions import regions
from components.cloudtrail.rules.selectors import selectors
from components.cloudtrail.rules.trail_name import trail_name
from components.cloudtrail.variables import CloudTrailVariables
from model.finding import Problem

Rule = Callable[[CloudTrailVariables, CheckPlace], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    trail_name,
    organization_trail,
    double_recording,
    selectors,
    alarms,
    regions,
    key_statements,
    named_bucket,
)
