"""The public access block of a bucket."""

from __future__ import annotations

from sandbox.provider.errors import code
from sandbox.provider.resource import Change
from sandbox.provider.s3.owned import OfBucket
from sandbox.provider.s3.public_access import from_answer, to_request
from sandbox.provider.waiting import until_true
from sandbox.provider.wire import Properties


class BucketPublicAccessBlock(OfBucket):
    """``aws.s3.BucketPublicAccessBlock``: all four settings are always sent, so what is not given is switched off."""

    gone = ("NoSuchBucket", "NoSuchPublicAccessBlockConfiguration")

    def create(self, inputs: Properties) -> str:
        """PutPublicAccessBlock."""
        self.s3.put_public_access_block(Bucket=inputs["bucket"], PublicAccessBlockConfiguration=to_request(inputs))
        return str(inputs["bucket"])

    def read(self, identifier: str, state: Properties) -> Properties | None:
        """GetPublicAccessBlock."""
        found = self.s3.get_public_access_block(Bucket=identifier)["PublicAccessBlockConfiguration"]
        return {"bucket": identifier, **from_answer(found)}

    def update(self, identifier: str, change: Change) -> None:
        """PutPublicAccessBlock."""
        self.s3.put_public_access_block(Bucket=identifier, PublicAccessBlockConfiguration=to_request(change.new))

    def delete(self, identifier: str, state: Properties) -> None:
        """DeletePublicAccessBlock, unless ``skipDestroy``; then waits until it is gone."""
        if state.get("skipDestroy"):
            return
        self.s3.delete_public_access_block(Bucket=identifier)
        until_true(lambda: self._gone(identifier), f"public access block of bucket {identifier} to be gone")

    def _gone(self, bucket: str) -> bool:
        try:
            self.s3.get_public_access_block(Bucket=bucket)
        except Exception as error:
            return code(error) in self.gone
        return False
