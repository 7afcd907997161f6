"""Every rule of the kind `account`: the YAML that breaks it, the place it names, and the words of its remedy."""

from __future__ import annotations

import pytest

from blocks.place import CheckPlace
from org.account.check import check

CONFIG = ("vars", "organization_config")
UNITS = (*CONFIG, "organizational_units")
PLAT = (*UNITS, "plat")


def units(text):
    return f"organization_config: {{organizational_units: {{{text}}}}}"


BROKEN = {
    "parent_ou unknown": (
        units("data: {parent_ou: plta}"),
        ("RS201", (*UNITS, "data", "parent_ou"), "unknown organizational unit 'plta' (did you mean 'plat'?)"),
    ),
    "account in an unknown unit": (
        "organization_config: {accounts: {plat-dev: {organizational_unit: plta}}}",
        ("RS201", (*CONFIG, "accounts", "plat-dev", "organizational_unit"), "did you mean 'plat'?"),
    ),
    "units below each other": (
        units("a: {parent_ou: b}, b: {parent_ou: a}"),
        ("RS201", (*UNITS, "b", "parent_ou"), "cannot stand below itself"),
    ),
    "account not named after its unit": (
        units("plat: {accounts: {data-dev: {}}}"),
        ("RS202", (*PLAT, "accounts", "data-dev"), "must be named 'plat-dev'"),
    ),
    "account named otherwise in AWS": (
        units("plat: {accounts: {plat-dev: {name: Development}}}"),
        ("RS202", (*PLAT, "accounts", "plat-dev", "name"), "account 'Development' must be named 'plat-dev'"),
    ),
    "tenant that is not the unit": (
        units("plat: {accounts: {plat-dev: {tenant: plta, stage: dev}}}"),
        ("RS202", (*PLAT, "accounts", "plat-dev", "tenant"), "is not its organizational unit 'plat'"),
    ),
    "format without %s": (
        "account_email_format: aws@acme.example",
        ("RS203", ("vars", "account_email_format"), "must contain `%s` once"),
    ),
    "e-mail with a space": (
        units("plat: {accounts: {plat-dev: {email: 'a b@acme.example'}}}"),
        ("RS204", (*PLAT, "accounts", "plat-dev", "email"), "is no e-mail address"),
    ),
    "e-mail too long": (
        units(f"plat: {{accounts: {{plat-{'x' * 45}: {{}}}}}}"),
        ("RS204", (*PLAT, "accounts", f"plat-{'x' * 45}"), "AWS takes 6 to 64"),
    ),
    "one e-mail in two letter cases": (
        units("plat: {accounts: {plat-dev: {email: AWS+Plat-Prod@acme.example}}}"),
        ("RS205", (*PLAT, "accounts", "plat-dev", "email"), "is that of account 'plat-prod' already"),
    ),
    "account in two units": (
        units("data: {accounts: {plat-prod: {import_id: '222222222222', email: x@acme.example}}}"),
        ("RS206", (*UNITS, "data", "accounts", "plat-prod"), "stands under 'plat' already"),
    ),
    "two units of one name": (
        units("platform: {name: plat}"),
        ("RS206", (*UNITS, "platform"), "'plat' stands under the root twice"),
    ),
    "account name with an umlaut": (
        units("plat: {accounts: {plat-büro: {}}}"),
        ("RS207", (*PLAT, "accounts", "plat-büro"), "printable ASCII"),
    ),
    "six levels of units": (
        units("a: {organizational_units: {b: {organizational_units: {c: {organizational_units: {d: "
              "{organizational_units: {e: {organizational_units: {f: {}}}}}}}}}}}"),
        ("RS208", None, "is 6 levels below the root; AWS allows 5"),
    ),
    "more accounts than granted": (
        "limits: {accounts: 1}",
        ("RS208", (*PLAT, "accounts", "plat-prod"), "number 2 of 1"),
    ),
    "tag value too long": (
        units(f"plat: {{accounts: {{plat-prod: {{tags: {{a: {'x' * 257}}}}}}}}}"),
        ("RS209", (*PLAT, "accounts", "plat-prod", "tags"), "has 257 characters; AWS takes 256"),
    ),
    "policies on the management account": (
        "organization_config: {root_account: {service_control_policies: [DenyTrail]}}",
        ("RS212", (*CONFIG, "root_account", "service_control_policies"), "never bind the management account"),
    ),
    "trusted access lacking": (
        "aws_service_access_principals: [sso.amazonaws.com]\nram_sharing_enabled: true",
        ("RS213", ("vars", "aws_service_access_principals"), "lacks 'ram.amazonaws.com', which `ram_sharing_enabled`"),
    ),
    "policy type lacking": (
        "enabled_policy_types: [TAG_POLICY]",
        ("RS213", ("vars", "enabled_policy_types"), "lack SERVICE_CONTROL_POLICY, which policy 'DenyLeaving' is of"),
    ),
    "delegated administrator unknown": (
        "delegated_administrators: {guardduty.amazonaws.com: [plat-prd]}",
        ("RS214", ("vars", "delegated_administrators", "guardduty.amazonaws.com", 0), "did you mean 'plat-prod'?"),
    ),
    "limit unknown": (
        "limits: {acounts: 3}",
        ("RS215", ("vars", "limits", "acounts"), "did you mean 'accounts'?"),
    ),
    "catalog missing": (
        "service_control_policies_config_paths: [catalog/policies.yaml, catalog/polices.yaml]",
        ("RS220", ("vars", "service_control_policies_config_paths", 1), "'catalog/polices.yaml' does not exist"),
    ),
    "catalog on the internet": (
        "service_control_policies_config_paths: [catalog/policies.yaml, 'https://example.com/a.yaml']",
        ("RS220", ("vars", "service_control_policies_config_paths", 1), "download the file"),
    ),
    "SID unknown": (
        "organization_config: {organization: {service_control_policies: [DenyLeavin]}}",
        ("RS223", (*CONFIG, "organization", "service_control_policies", 0), "did you mean 'DenyLeaving'?"),
    ),
    "parameter missing": (
        "organization_config: {organization: {service_control_policies: [OnlyRegions]}}",
        ("RS224", (*CONFIG, "organization", "service_control_policies", 0), "wants the parameter 'allowed' (regions)"),
    ),
    "document that is no JSON": (
        "policies: {Own: {content: '{'}}",
        ("RS224", ("vars", "policies", "Own", "content"), "policy 'Own'"),
    ),
    "policy of another type": (
        "policies: {Tags: {type: TAG_POLICY, content: {tags: {}}}}\n"
        "organization_config: {organization: {service_control_policies: [Tags]}}",
        ("RS223", (*CONFIG, "organization", "service_control_policies", 0), "attach it with `policies`"),
    ),
    "policy too long": (
        "limits: {policy_size: {SERVICE_CONTROL_POLICY: 100}}",
        ("RS225", (), "AWS takes 100"),
    ),
    "too many on a target": (
        "limits: {attachments: {SERVICE_CONTROL_POLICY: 1}}",
        ("RS226", (*PLAT, "service_control_policies", 0), "one too many: AWS allows 1 of SERVICE_CONTROL_POLICY"),
    ),
    "resource policy that is no object": (
        "resource_policy: '[]'",
        ("RS216", ("vars", "resource_policy"), "the document is no JSON object"),
    ),
    "resource policy too long": (
        "limits: {resource_policy_size: 10}\nresource_policy: {Statement: []}",
        ("RS216", ("vars", "resource_policy"), "it has 16 characters; AWS takes 10"),
    ),
    "suspended without a quarantine": (
        units("plat: {accounts: {plat-prod: {state: suspended}}}"),
        ("RS217", (*PLAT, "accounts", "plat-prod", "state"), "write `quarantine: {service_control_policies: [DenyAllA"),
    ),
    "quarantine that lets calls through": (
        units("plat: {accounts: {plat-prod: {state: suspended}}}, quarantine: {service_control_policies: [DenyTrail]}"),
        ("RS217", (*UNITS, "quarantine"), "is the quarantine of 1 suspended account and lets calls through"),
    ),
    "name of a closed account": (
        units("plat: {accounts: {plat-prod: {state: closed}}}, data: {accounts: {plat-prod: {email: x@acme.example}}}"),
        ("RS206", (*UNITS, "data", "accounts", "plat-prod"), "has the name of one that is closed: choose another"),
    ),
    "e-mail of a closed account": (
        units("plat: {accounts: {plat-prod: {state: closing}, plat-b: {email: AWS+plat-prod@acme.example}}}"),
        ("RS205", (*PLAT, "accounts", "plat-b", "email"), "which is closing; AWS never gives one out again"),
    ),
    "delegated administrator that is let go": (
        "delegated_administrators: {guardduty.amazonaws.com: [plat-prod]}\n"
        + units("plat: {accounts: {plat-prod: {state: closing}}}"),
        ("RS214", ("vars", "delegated_administrators", "guardduty.amazonaws.com", 0), "'plat-prod' is closing"),
    ),
}  # fmt: skip


def test_a_suspended_account_in_a_quarantine_that_holds(problems):
    policy = "policies: {Nothing: {statements: [{actions: ['*']}]}}\n"
    suspended = "plat: {accounts: {plat-prod: {state: suspended}}}"

    assert problems(policy + units(f"{suspended}, quarantine: {{policies: [Nothing]}}")) == []
    named = "quarantine_organizational_unit: locked/up\n"
    inside = "locked: {policies: [Nothing], organizational_units: {up: {}}}"
    assert problems(policy + named + units(f"{suspended}, {inside}")) == []


def test_the_small_organization_has_no_problem(problems):
    assert problems("") == []


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_each_rule_names_the_place_and_the_remedy(problems, text, expected):
    rule, path, words = expected
    found = [one for one in problems(text) if one.rule == rule]

    assert any(words in one.message for one in found), found
    assert path is None or path in [one.path for one in found]


def test_a_problem_of_a_catalog_has_the_catalogs_own_position(problems, config_root):
    file = config_root / "catalog" / "policies.yaml"
    file.write_text(file.read_text() + "- sid: DenyTrail\n  actions: [s3:*]\n- sid: Odd\n  action: [s3:*]\n")

    found = {one.rule: one for one in problems("")}

    assert str(found["RS222"].position) == f"{file}:14:3"
    assert "SID 'DenyTrail' is already defined at" in found["RS222"].message
    assert str(found["RS221"].position) == f"{file}:17:3"
    assert "policy 'Odd': `action` extra inputs are not permitted" in found["RS221"].message


def test_a_catalog_that_is_no_yaml(problems, config_root):
    (config_root / "catalog" / "policies.yaml").write_text("- sid: [\n")

    assert [(one.rule, one.position.line) for one in problems("") if one.position] == [("RS221", 2)]


def test_an_account_without_any_e_mail(configure, config_root):
    variables = configure("", base="organization_config: {root_account: {name: core-root}, accounts: {data-x: }}")

    (problem,) = check(variables, CheckPlace(config_root))

    assert (problem.rule, problem.path) == ("RS203", (*CONFIG, "accounts", "data-x"))


def test_adopted_accounts_keep_their_names(problems):
    assert problems(units("plat: {accounts: {legacy: {name: The Old One, import_id: '222222222222'}}}")) == []


def test_a_hundred_accounts_over_a_limit_are_a_hundred_findings(configure, config_root):
    accounts = ", ".join(f"plat-{number:03d}{'x' * 60}: {{email: e{number}@acme.example}}" for number in range(100))
    variables = configure(units(f"plat: {{accounts: {{{accounts}}}}}"))

    found = list(check(variables, CheckPlace(config_root)))

    assert len(found) == 100
    assert {one.rule for one in found} == {"RS207"}


def test_a_policy_never_binds_the_hands_of_a_configured_kind(configure, config_root):
    text = """
    policies: {Own: {content: {Statement: {Effect: Deny, Action: "s3:*", Resource: "*"}}}}
    organization_config: {organizational_units: {plat: {service_control_policies: [Own]}}}
    """
    place = CheckPlace(config_root, kinds_by_account=lambda: {"plat-prod": frozenset({"account-settings"})})

    (problem,) = check(configure(text), place)

    assert (problem.rule, problem.path) == ("RS228", (*PLAT, "service_control_policies", 0))
    assert "would deny our role 'OrganizationAccountAccessRole'" in problem.message
    assert "s3:PutAccountPublicAccessBlock" in problem.message
    exempted = text.replace('"*"}}', '"*"}}, exempt: true')
    assert list(check(configure(exempted), place)) == []
    assert list(check(configure(text), CheckPlace(config_root))) == []
