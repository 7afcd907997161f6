"""Access Analyzer: analyzers of an account or an organization. They find nothing here."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from moto.core.responses import ActionResult, BaseResponse, EmptyResult

from sandbox.aws.holding import PerAccount
from sandbox.aws.organizations.management import manages, organization_of
from sandbox.aws.parsing import parameters
from sandbox.aws.service_error import ServiceError

_PRINCIPAL = "access-analyzer.amazonaws.com"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,254}")
_ACCOUNT_TYPES = ("ACCOUNT", "ACCOUNT_UNUSED_ACCESS", "ACCOUNT_INTERNAL_ACCESS")
_ORGANIZATION_TYPES = ("ORGANIZATION", "ORGANIZATION_UNUSED_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")


@dataclass
class Analyzer:
    """One analyzer."""

    arn: str
    name: str
    type: str
    configuration: dict[str, Any] | None
    tags: dict[str, str]
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    created: float = field(default_factory=time.time)

    def describe(self) -> dict[str, Any]:
        """The analyzer as AWS shows it."""
        shown = {
            "arn": self.arn,
            "name": self.name,
            "type": self.type,
            "createdAt": datetime.fromtimestamp(self.created, UTC),
            "tags": self.tags,
            "status": "ACTIVE",
            "configuration": self.configuration,
        }
        return {key: value for key, value in shown.items() if value is not None}


_analyzers: PerAccount[dict[str, Analyzer]] = PerAccount(dict)


class AccessAnalyzerResponse(BaseResponse):  # type: ignore[misc]
    """Analyzers and their archive rules."""

    def __init__(self) -> None:
        super().__init__(service_name="accessanalyzer")

    def create_analyzer(self) -> ActionResult:
        """CreateAnalyzer."""
        given = parameters(self)
        name, kind = given["analyzerName"], given["type"]
        if not _NAME.fullmatch(name) or kind not in (*_ACCOUNT_TYPES, *_ORGANIZATION_TYPES):
            raise _refuse("ValidationException", "The analyzer's name or type is not valid.")
        if kind in _ORGANIZATION_TYPES:
            self._check_organization()
        if name in self._mine:
            raise _refuse("ConflictException", f"An analyzer with the name {name} already exists.")
        if any(known.type == kind for known in self._mine.values()):
            raise _refuse("ServiceQuotaExceededException", f"This Region has an analyzer of type {kind} already.")
        arn = f"arn:{self.partition}:access-analyzer:{self.region}:{self.current_account}:analyzer/{name}"
        analyzer = Analyzer(arn, name, kind, given.get("configuration"), dict(given.get("tags") or {}))
        for rule in given.get("archiveRules") or []:
            analyzer.rules[rule["ruleName"]] = rule
        self._mine[name] = analyzer
        return ActionResult({"arn": arn})

    def get_analyzer(self) -> ActionResult:
        """GetAnalyzer."""
        return ActionResult({"analyzer": self._named().describe()})

    def list_analyzers(self) -> ActionResult:
        """ListAnalyzers."""
        wanted = parameters(self).get("type")
        found = [one.describe() for one in self._mine.values() if wanted in (None, one.type)]
        return ActionResult({"analyzers": found})

    def update_analyzer(self) -> ActionResult:
        """UpdateAnalyzer."""
        analyzer = self._named()
        analyzer.configuration = parameters(self).get("configuration", analyzer.configuration)
        return ActionResult({"configuration": analyzer.configuration})

    def delete_analyzer(self) -> ActionResult:
        """DeleteAnalyzer."""
        del self._mine[self._named().name]
        return EmptyResult()

    def create_archive_rule(self) -> ActionResult:
        """CreateArchiveRule."""
        given, analyzer = parameters(self), self._named()
        if given["ruleName"] in analyzer.rules:
            raise _refuse("ConflictException", f"An archive rule with the name {given['ruleName']} already exists.")
        analyzer.rules[given["ruleName"]] = {"ruleName": given["ruleName"], "filter": given["filter"]}
        return EmptyResult()

    def get_archive_rule(self) -> ActionResult:
        """GetArchiveRule."""
        rule = self._named().rules.get(parameters(self)["ruleName"])
        if rule is None:
            raise _refuse("ResourceNotFoundException", "The archive rule does not exist.")
        moment = datetime.now(UTC)
        return ActionResult({"archiveRule": {**rule, "createdAt": moment, "updatedAt": moment}})

    def delete_archive_rule(self) -> ActionResult:
        """DeleteArchiveRule."""
        if self._named().rules.pop(parameters(self)["ruleName"], None) is None:
            raise _refuse("ResourceNotFoundException", "The archive rule does not exist.")
        return EmptyResult()

    def list_findings(self) -> ActionResult:
        """ListFindings: there are none."""
        return ActionResult({"findings": []})

    def list_findings_v2(self) -> ActionResult:
        """ListFindingsV2: there are none."""
        return ActionResult({"findings": []})

    def tag_resource(self) -> ActionResult:
        """TagResource."""
        self._by_arn().tags.update(parameters(self)["tags"])
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """UntagResource."""
        for key in parameters(self)["tagKeys"]:
            self._by_arn().tags.pop(key, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        return ActionResult({"tags": self._by_arn().tags})

    @property
    def _mine(self) -> dict[str, Analyzer]:
        return _analyzers.of(self.current_account, self.region)

    def _named(self) -> Analyzer:
        name = parameters(self)["analyzerName"]
        if name not in self._mine:
            raise _refuse("ResourceNotFoundException", f"The analyzer {name} does not exist.")
        return self._mine[name]

    def _by_arn(self) -> Analyzer:
        arn = parameters(self)["resourceArn"]
        for analyzer in self._mine.values():
            if analyzer.arn == arn:
                return analyzer
        raise _refuse("ResourceNotFoundException", f"The resource {arn} does not exist.")

    def _check_organization(self) -> None:
        organization = organization_of(self.current_account, self.partition)
        if organization is None:
            raise _refuse("ValidationException", "You must create an organization before you create such an analyzer.")
        if not manages(organization, self.current_account, _PRINCIPAL):
            raise _refuse(
                "AccessDeniedException",
                "Only the management account or a delegated administrator can create an organization's analyzer.",
            )


def _refuse(code: str, message: str) -> ServiceError:
    return ServiceError(code, message)
