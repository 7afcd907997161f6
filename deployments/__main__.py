"""Registers what `settings.json` says. It is written by `rootstock generate`; nothing is decided here."""

from __future__ import annotations

import json
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))  # Pulumi runs this file by its path: the packages of the checkout are above it

from deployments.accounts import account_ids  # noqa: E402
from deployments.registration import register  # noqa: E402

_data = json.loads((_HERE / "settings.json").read_text(encoding="utf-8"))
register(_data, account_ids(_data))
