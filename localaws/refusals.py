"""What AWS and its emulation say when they refuse a call, as errors of ours."""

from botocore.exceptions import ClientError

from localaws.errors import CloudError, Gone, Throttled

_THROTTLES = {
    "Throttling",
    "ThrottlingException",
    "RequestLimitExceeded",
    "TooManyRequestsException",
    "SlowDown",
}


def refusal(error: ClientError, service: str, op: str) -> CloudError:
    """The error that a refused call means."""
    code = str(error.response.get("Error", {}).get("Code", "Unknown"))
    message = str(error.response.get("Error", {}).get("Message", "")).strip()
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in _THROTTLES:  # first: some services say it with a 503
        return Throttled(code, f"{service} {op}: {message}")
    if status >= 500:
        return emulator_failure(service, op, code)
    if is_gone(code):
        return Gone(code, f"{service} {op}: {message}")
    return CloudError(code, f"{service} {op}: {message}")


def emulator_failure(service: str, op: str, cause: str) -> CloudError:
    """moto crashed over a call, or answered what AWS never would."""
    return CloudError(
        "EmulatorFailure", f"moto could not carry out {service} {op}; its log has the cause ({cause})"
    )


def is_gone(code: str) -> bool:
    """Whether an AWS error code says that a thing does not exist; each service has words of its own."""
    return "NotFound" in code or "Nonexistent" in code or code.startswith("NoSuch") or code == "404"
