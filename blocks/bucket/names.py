"""What S3 takes as the name of a bucket."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[a-z0-9][a-z0-9.-]*[a-z0-9]")
_ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an")
_SHORTEST, _LONGEST = 3, 63


def name_problem(name: str) -> str | None:
    """Why S3 would refuse the name, None when it would not.

    Source: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, checked 2026-08-01.
    """
    if not _SHORTEST <= len(name) <= _LONGEST:
        return f"has {len(name)} characters; S3 takes {_SHORTEST} to {_LONGEST}"
    if not _SHAPE.fullmatch(name) or ".." in name:
        return "is none: S3 takes lower-case letters, digits, '-' and '.', first and last a letter or digit, no '..'"
    if _ADDRESS.fullmatch(name):
        return "looks like an IP address"
    if "." in name:
        return "has a '.', with which TLS to the bucket's own address fails"
    return _reserved(name)


def _reserved(name: str) -> str | None:
    prefix = next((one for one in _PREFIXES if name.startswith(one)), None)
    if prefix:
        return f"begins with '{prefix}', which S3 reserves"
    suffix = next((one for one in _SUFFIXES if name.endswith(one)), None)
    return f"ends with '{suffix}', which S3 reserves" if suffix else None
