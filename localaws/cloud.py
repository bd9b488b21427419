"""Calls to the AWS on loopback: clients per account and region, plain errors, retries of throttled calls."""

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
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import ResponseParserError

from localaws.direct import Direct
from localaws.errors import CloudError, Gone, LocalAwsError, Throttled

DEFAULT_ACCOUNT = "123456789012"
"""The account of a program that names none; moto's own default."""

_LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d+")

_BOTOCORE = botocore.session.Session()
_MODEL_LOCK = threading.Lock()
_MODEL_CACHE: dict[str, ServiceModel] = {}


def model(service: str) -> ServiceModel:
    """AWS's published model of a service, as botocore carries it."""
    with _MODEL_LOCK:
        if service not in _MODEL_CACHE:
            _MODEL_CACHE[service] = _BOTOCORE.get_service_model(service)
        return _MODEL_CACHE[service]


def operation(service: str, op: str) -> OperationModel:
    """One operation's model.

    Raises:
        botocore.model.OperationNotFoundError: AWS has no such operation.
    """
    return model(service).operation_model(op)


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
    _clients: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    _keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        if not _LOOPBACK.fullmatch(self.url):
            raise LocalAwsError(f"the embedded AWS only talks to http://127.0.0.1:PORT (got {self.url})")

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
            method = getattr(self.client(account, region, service), xform_name(op))
            response: dict[str, Any] = method(**params)
        except ClientError as error:
            raise _plain_error(error, service, op) from None
        except ResponseParserError:
            raise _emulator_failure(service, op, "no answer that AWS would give") from None
        except BotoCoreError as error:
            raise CloudError(type(error).__name__, f"{service} {op}: {error}") from None
        if self.interference:
            self.interference.after(service, op)
        return cast(dict[str, Any], _with_text_dates(response))

    def client(self, account: str, region: str, service: str) -> Any:
        """The client of a service in an account and region; made once (that takes up to a second)."""
        with self._lock:
            key = (account, region, service)
            if key not in self._clients:
                self._clients[key] = self._new_client(region, service, self._credentials(account))
            return self._clients[key]

    def _new_client(self, region: str, service: str, credentials: dict[str, Any]) -> Any:
        # Requests are validated against the same model, and more strictly, in validate.py; retries are ours.
        config = Config(
            parameter_validation=False,
            retries={"total_max_attempts": 1},
            max_pool_connections=64,
            proxies={},
            s3={"addressing_style": "path"},
        )
        client = _BOTOCORE.create_client(
            service, region_name=region, endpoint_url=self.url, config=config, **credentials
        )
        if self.direct:
            client.meta.events.register("before-send", self.direct)
        return client

    def _credentials(self, account: str) -> dict[str, Any]:
        """moto tells accounts apart by credentials, and gives out an account's own through STS."""
        if account == DEFAULT_ACCOUNT:
            return _credentials("localaws", "localaws")  # any words do: nothing checks them
        if account not in self._keys:
            sts = self._new_client("us-east-1", "sts", _credentials("localaws", "localaws"))
            role = f"arn:aws:iam::{account}:role/rehearsal"
            keys = sts.assume_role(RoleArn=role, RoleSessionName="rehearsal")["Credentials"]
            self._keys[account] = _credentials(
                keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]
            )
        return self._keys[account]


def _credentials(key: str, secret: str, token: str = "") -> dict[str, Any]:
    given = {"aws_access_key_id": key, "aws_secret_access_key": secret, "aws_session_token": token}
    return {name: value for name, value in given.items() if value}


_THROTTLES = {
    "Throttling",
    "ThrottlingException",
    "RequestLimitExceeded",
    "TooManyRequestsException",
    "SlowDown",
}


def _emulator_failure(service: str, op: str, cause: str) -> CloudError:
    return CloudError(
        "EmulatorFailure", f"moto could not carry out {service} {op}; its log has the cause ({cause})"
    )


def _plain_error(error: ClientError, service: str, op: str) -> CloudError:
    code = str(error.response.get("Error", {}).get("Code", "Unknown"))
    message = str(error.response.get("Error", {}).get("Message", "")).strip()
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in _THROTTLES:  # first: some services say it with a 503
        return Throttled(code, f"{service} {op}: {message}")
    if status >= 500:
        return _emulator_failure(service, op, code)
    if is_gone(code):
        return Gone(code, f"{service} {op}: {message}")
    return CloudError(code, f"{service} {op}: {message}")


def _with_text_dates(value: Any) -> Any:
    """Points in time as RFC 3339 text, in UTC: what properties hold."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dict):
        return {key: _with_text_dates(item) for key, item in value.items()}
    return [_with_text_dates(item) for item in value] if isinstance(value, list) else value


def is_gone(code: str) -> bool:
    """Whether an AWS error code says that a thing does not exist; each service has words of its own."""
    return "NotFound" in code or "Nonexistent" in code or code.startswith("NoSuch") or code == "404"


def search(path: str, response: dict[str, Any]) -> Any:
    """The object at a JMESPath; the response itself for an empty path."""
    return jmespath.search(path, response) if path else response
