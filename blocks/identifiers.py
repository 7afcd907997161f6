"""What AWS takes as a name, an ARN or an address, for variables that hold one that exists already."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
KeyArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+$")]
"""A key by its ARN, where AWS resolves no alias."""
KeyReference = Annotated[
    str,
    StringConstraints(
        pattern=r"^(arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:(key|alias)/[A-Za-z0-9/_-]+|alias/[A-Za-z0-9/_-]+"
        r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$"
    ),
]
"""A key by its id, its alias, or the ARN of either."""
PrincipalArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:(iam|sts)::\d{12}:.+$")]
BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
"""A bucket that exists: also one that this program would not make, because it has a dot in its name."""
LogGroupName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_./#-]{1,512}$")]
ROLE_CHARACTERS = "A-Za-z0-9_+=,.@-"
"""What IAM takes in a role's name, as the inside of a character class."""
RoleName = Annotated[str, StringConstraints(pattern=rf"^[{ROLE_CHARACTERS}]{{1,64}}$")]
RoleArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:iam::\d{12}:role/.+$")]
TopicArn = Annotated[str, StringConstraints(pattern=r"^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]{1,256}$")]
