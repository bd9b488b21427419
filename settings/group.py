"""What all groups of settings share."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

LogDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922]
"""Retentions that CloudWatch Logs knows, up to eight years.
Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


class Group(BaseModel):
    """Settings that belong together: strictly typed, complete, and never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)
