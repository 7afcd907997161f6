"""Policies of KMS keys."""

from __future__ import annotations

import json
from typing import Any


def test_a_key_has_one_policy_whose_name_need_not_be_said(stranger: Any) -> None:
    key = stranger.kms.create_key()["KeyMetadata"]["KeyId"]
    root = {"AWS": f"arn:aws:iam::{stranger.id}:root"}
    statement = {"Sid": "Mine", "Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": root}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    stranger.kms.put_key_policy(KeyId=key, Policy=json.dumps(policy))
    for named in ({}, {"PolicyName": "default"}):
        answer = stranger.kms.get_key_policy(KeyId=key, **named)
        assert (json.loads(answer["Policy"]), answer["PolicyName"]) == (policy, "default")
    assert stranger.refused("kms", "get_key_policy", KeyId=key, PolicyName="other") == "NotFoundException"
