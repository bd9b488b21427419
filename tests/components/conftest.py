"""A place in AWS for the components under test."""

import pytest

from components.cloud import Cloud


@pytest.fixture
def cloud() -> Cloud:
    return Cloud(project="alicerce", stack="test", account_id="123456789012", region="us-east-1")
