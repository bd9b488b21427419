"""What holds for every test."""

import gc
import signal
from collections.abc import Callable

import pytest
from hypothesis import settings

from tests.policies.summary import pytest_terminal_summary as pytest_terminal_summary
from tests.programs import recorded
from tests.recorder import Recorder

OWN_WARNING = r"ignore:s3\.\w+ has been deprecated in favor of:DeprecationWarning"
"""Importing pulumi_aws.s3 warns of its own old classes, whoever imports it and whatever they use."""

# A slow machine is no finding about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    # A shell starts background jobs deaf to Ctrl-C, and what a test starts and interrupts would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # The SDK's classes stay for good: looking for garbage among them less often saves seconds.
    gc.set_threshold(50_000, 50, 50)
    config.addinivalue_line("filterwarnings", OWN_WARNING)


@pytest.fixture
def program() -> Callable[..., Recorder]:
    """Runs the program as the engine would, with the configuration of a stack, and some keys changed."""
    return recorded
