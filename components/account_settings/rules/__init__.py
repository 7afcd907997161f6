"""Rules of the kind ``account-settings``, one a file. Each is a function from variables and place to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from blocks.place import CheckPlace
from components.account_settings.rules.access_analyzer import access_analyzer
from components.account_settings.rules.account_alias import account_alias
from components.account_settings.rules.budgets import budgets
from components.account_settings.rules.ebs_keys import ebs_keys
from components.account_settings.rules.hop_limit import hop_limit
from components.account_settings.rules.port_ranges import port_ranges
from components.account_settings.rules.quotas import quotas
from components.account_settings.variables import AccountSettingsVariables
from model.finding import Problem

Rule = Callable[[AccountSettingsVariables, CheckPlace], Iterable[Problem]]

RULES: tuple[Rule, ...] = (account_alias, ebs_keys, hop_limit, port_ranges, access_analyzer, quotas, budgets)
