"""Every rule of the pack."""

from . import containers
from .base import Rule

RULES: tuple[Rule, ...] = containers.RULES
