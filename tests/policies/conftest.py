"""What the tests of the policy pack say at the end of a run."""

from tests.policies.summary import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]
