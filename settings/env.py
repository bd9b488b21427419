"""How a setting becomes an environment variable of the containers."""

from dataclasses import dataclass
from typing import ClassVar

from settings.group import Group

BACKEND = ("backend",)
FRONTEND = ("frontend",)
BOTH = (*BACKEND, *FRONTEND)


@dataclass(frozen=True)
class Env:
    """Mark of a setting that reaches containers, and as which variable."""

    name: str
    services: tuple[str, ...] = BACKEND
    optional: bool = False
    """Whether the group works without it. Only asked of secrets."""


class Variables(Group):
    """Settings that reach the containers. What is empty is not sent."""

    category: ClassVar[str]
    """Heading of the variables in lists."""
    switch: ClassVar[str] = ""
    """The setting that turns the whole group on; without one the group is always on."""

    @property
    def on(self) -> bool:
        """Whether the group's variables are sent."""
        return not self.switch or bool(getattr(self, self.switch))
