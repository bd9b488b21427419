"""What can go wrong in the embedded AWS.

LocalAwsError
 +-- CloudError      AWS (or its emulation) refused a call
 |    +-- Gone       ... because the thing does not exist
 |    +-- Throttled  ... because of too many calls; sent again before anybody sees it
 +-- InitFailed      a resource was made, but not finished
"""

from typing import Any


class LocalAwsError(Exception):
    """Base of all. The message is for people: what is wrong, with what, and what to do."""


class CloudError(LocalAwsError):
    """AWS refused a call; `code` is AWS's own word for it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Gone(CloudError):
    """The thing a call is about does not exist."""


class Throttled(CloudError):
    """Too many calls; the same call may pass a moment later."""


class InitFailed(LocalAwsError):
    """A resource exists but its set-up did not finish; the engine keeps what there is and tries again."""

    def __init__(self, ident: str, outputs: dict[str, Any], reason: str) -> None:
        super().__init__(reason)
        self.ident = ident
        self.outputs = outputs
