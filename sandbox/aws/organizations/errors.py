"""What Organizations says when it refuses."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class OrganizationsError(ServiceException):  # type: ignore[misc]
    """An error of Organizations; ``Reason`` is the machine-readable cause where AWS gives one."""

    def __init__(self, code: str, message: str, reason: str | None = None) -> None:
        super().__init__(code, message)
        if reason:
            self.Reason = reason


def constraint(reason: str, message: str) -> OrganizationsError:
    """A ConstraintViolationException."""
    return OrganizationsError("ConstraintViolationException", message, reason)


def invalid(reason: str, message: str = "You specified an invalid value.") -> OrganizationsError:
    """An InvalidInputException."""
    return OrganizationsError("InvalidInputException", message, reason)


def access_denied() -> OrganizationsError:
    """What a member account hears that asks for what only the management account may do."""
    return OrganizationsError("AccessDeniedException", "You don't have permissions to access this resource.")


def not_in_use() -> OrganizationsError:
    """What an account hears that is in no organization."""
    return OrganizationsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")


def no_account() -> OrganizationsError:
    """The account is not in the organization."""
    return OrganizationsError("AccountNotFoundException", "You specified an account that doesn't exist.")


def no_policy() -> OrganizationsError:
    """The policy is not in the organization."""
    return OrganizationsError("PolicyNotFoundException", "You specified a policy that doesn't exist.")


def no_unit() -> OrganizationsError:
    """The organizational unit is not in the organization."""
    return OrganizationsError(
        "OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist."
    )


def no_parent() -> OrganizationsError:
    """The root or organizational unit is not in the organization."""
    return OrganizationsError("ParentNotFoundException", "You specified parent that doesn't exist.")


def no_target() -> OrganizationsError:
    """The root, organizational unit or account is not in the organization."""
    return OrganizationsError("TargetNotFoundException", "You specified a target that doesn't exist.")
