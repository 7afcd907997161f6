"""Rules of the kind ``aws-config``, one a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from components.aws_config.rules.frequencies import frequencies
from components.aws_config.rules.global_region import global_region
from components.aws_config.rules.one_role import one_role
from components.aws_config.rules.resource_types import resource_types
from components.aws_config.rules.role_name import role_name
from components.aws_config.rules.topics import topics
from components.aws_config.variables import AwsConfigVariables
from model.finding import Problem

Rule = Callable[[AwsConfigVariables], Iterable[Problem]]

RULES: tuple[Rule, ...] = (global_region, resource_types, frequencies, topics, one_role, role_name)
