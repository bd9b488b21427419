"""What one provider of a program was configured with."""

from collections.abc import Mapping
from dataclasses import dataclass

from localaws.values import Props


@dataclass(frozen=True)
class Session:
    """Where its resources live, and what tags all of them carry."""

    account: str
    region: str
    default_tags: Mapping[str, str]

    @property
    def place(self) -> Props:
        """The place as templates name it."""
        return {"account": self.account, "region": self.region, "partition": "aws"}
