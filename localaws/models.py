"""AWS's published service models, as botocore carries them."""

import threading

import botocore.session
from botocore.model import OperationModel, ServiceModel

BOTOCORE = botocore.session.Session()
"""Reads each model from disk once; everything here shares it."""

_LOCK = threading.Lock()
_KNOWN: dict[str, ServiceModel] = {}


def model(service: str) -> ServiceModel:
    """The model of a service, by botocore's name of it."""
    with _LOCK:
        if service not in _KNOWN:
            _KNOWN[service] = BOTOCORE.get_service_model(service)
        return _KNOWN[service]


def operation(service: str, op: str) -> OperationModel:
    """One operation's model.

    Raises:
        botocore.model.OperationNotFoundError: AWS has no such operation.
    """
    return model(service).operation_model(op)
