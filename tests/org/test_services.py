"""What goes with the organization: services that it trusts, delegated administrators, contacts."""

from __future__ import annotations

ORGANIZATION = "aws:organizations/organization:Organization"

SERVICES = """
aws_service_access_principals:
ram_sharing_enabled: true
organization_enabled_features: [RootSessions, RootCredentialsManagement]
delegated_administrators: {guardduty.amazonaws.com: [plat-prod]}
resource_policy: {Version: "2012-10-17", Statement: []}
contacts:
  alternates:
    security: {name: Sec, title: CISO, email_address: sec@acme.example, phone_number: "+1 555"}
organization_config:
  organizational_units:
    plat:
      contacts:
        alternates:
          billing: {name: Bill, title: CFO, email_address: bill@acme.example, phone_number: "+1 556"}
"""


def test_services_come_after_the_organization_and_its_trusted_access(grown):
    recording = grown(SERVICES)
    (organization,) = recording.of_type(ORGANIZATION).values()
    services = {one.name: one for one in recording.resources if "account-gbl-organization" in one.dependencies}

    assert organization.inputs["awsServiceAccessPrincipals"] == [
        "account.amazonaws.com",
        "guardduty.amazonaws.com",
        "iam.amazonaws.com",
        "ram.amazonaws.com",
    ]
    assert services["account-gbl-root-features"].inputs == {
        "enabledFeatures": ["RootCredentialsManagement", "RootSessions"]
    }
    assert services["account-gbl-ram-sharing"].inputs == {}
    assert services["account-gbl-guardduty.amazonaws.com/plat-prod"].inputs == {
        "accountId": recording.result["accounts"]["plat-prod"]["id"],
        "servicePrincipal": "guardduty.amazonaws.com",
    }
    assert services["account-gbl-resource-policy"].inputs == {"content": '{"Statement":[],"Version":"2012-10-17"}'}
    assert {one.parent for one in services.values()} == {"account-gbl"}


def test_contacts_of_units_are_laid_over_those_of_all(grown):
    recording = grown(SERVICES)
    contacts = {
        one.name: one.inputs.get("accountId")
        for one in recording.of_type("aws:account/alternativeContact:AlternativeContact").values()
    }

    assert contacts == {
        "account-gbl-core-root/security": None,
        "account-gbl-plat-prod/security": recording.result["accounts"]["plat-prod"]["id"],
        "account-gbl-plat-prod/billing": recording.result["accounts"]["plat-prod"]["id"],
    }
