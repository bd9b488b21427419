"""Calls to the AWS on loopback, in any account and region: plain errors, retries of throttled calls."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, cast

import botocore.session
import jmespath
from botocore import xform_name
from botocore.config import Config
from botocore.credentials import ReadOnlyCredentials
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from localaws.accounts import Accounts
from localaws.direct import Direct
from localaws.errors import CloudError, LocalAwsError, Throttled
from localaws.models import BOTOCORE
from localaws.refusals import emulator_failure, refusal

_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+")

_CONFIG = Config(
    # Requests are validated against the same model, and more strictly, in validate.py; retries are ours.
    parameter_validation=False,
    retries={"total_max_attempts": 1},
    max_pool_connections=64,
    proxies={},
    s3={"addressing_style": "path"},
)


class Interference(Protocol):
    """What tests put between a call and AWS (faults.py); in normal use nothing."""

    def before(self, service: str, op: str) -> None: ...
    def after(self, service: str, op: str) -> None: ...


@dataclass
class Cloud:
    """The AWS at one loopback address."""

    url: str
    """`http://127.0.0.1:PORT`; anything but loopback is refused, so that no call can leave the machine."""
    interference: Interference | None = None
    direct: Direct | None = None
    """The short way to a moto in this very process; without it requests go over HTTP."""
    attempts: int = 8
    """Tries of a throttled call; botocore's adaptive mode makes as many in practice."""
    sleep: Callable[[float], None] = time.sleep
    _clients: dict[tuple[str, str], Any] = field(default_factory=dict, init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False)

    def __post_init__(self) -> None:
        if not _LOOPBACK.fullmatch(self.url):
            raise LocalAwsError(f"the embedded AWS only talks to http://127.0.0.1:PORT (got {self.url})")
        self._accounts = Accounts(self._assume)
        self._session = botocore.session.Session()
        self._session.register_component("data_loader", BOTOCORE.get_component("data_loader"))
        self._session.register_component("credential_provider", self._accounts)

    def call(
        self, account: str, region: str, service: str, op: str, params: dict[str, Any]
    ) -> dict[str, Any]:
        """One operation, sent again with growing pauses while AWS says to slow down.

        Raises:
            CloudError: AWS refused it; Gone: what it is about does not exist.
        """
        for attempt in range(1, self.attempts + 1):
            try:
                return self._once(account, region, service, op, params)
            except Throttled:
                if attempt == self.attempts:
                    raise
                self.sleep(min(2.0, 0.05 * 2**attempt) * random.uniform(0.5, 1.0))
        raise AssertionError("unreachable")

    def _once(
        self, account: str, region: str, service: str, op: str, params: dict[str, Any]
    ) -> dict[str, Any]:
        if self.interference:
            self.interference.before(service, op)
        try:
            method = getattr(self.client(region, service), xform_name(op))
            with self._accounts.at_work(account):
                response: dict[str, Any] = method(**params)
        except ClientError as error:
            raise refusal(error, service, op) from None
        except ResponseParserError:
            raise emulator_failure(service, op, "no answer that AWS would give") from None
        except BotoCoreError as error:
            raise CloudError(type(error).__name__, f"{service} {op}: {error}") from None
        if self.interference:
            self.interference.after(service, op)
        return cast(dict[str, Any], _with_text_dates(response))

    def client(self, region: str, service: str) -> Any:
        """The client of a service in a region; made once (that takes up to a second)."""
        with self._lock:
            if (region, service) not in self._clients:
                self._clients[region, service] = self._new_client(region, service)
            return self._clients[region, service]

    def _new_client(self, region: str, service: str) -> Any:
        client = self._session.create_client(
            service, region_name=region, endpoint_url=self.url, config=_CONFIG
        )
        if self.direct:
            client.meta.events.register("before-send", self.direct.answer)
        return client

    def _assume(self, account: str) -> ReadOnlyCredentials:
        """An account's own credentials, which moto gives out through STS."""
        role = f"arn:aws:iam::{account}:role/rehearsal"
        sts = self.client("us-east-1", "sts")
        keys = sts.assume_role(RoleArn=role, RoleSessionName="rehearsal")["Credentials"]
        return ReadOnlyCredentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def _with_text_dates(value: Any) -> Any:
    """Points in time as RFC 3339 text, in UTC: what properties hold."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dict):
        return {key: _with_text_dates(item) for key, item in value.items()}
    return [_with_text_dates(item) for item in value] if isinstance(value, list) else value


def search(path: str, response: dict[str, Any]) -> Any:
    """The object at a JMESPath; the response itself for an empty path."""
    return jmespath.search(path, response) if path else response
