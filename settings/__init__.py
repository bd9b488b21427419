"""What a stack can be told: its configuration, typed, checked as a whole, and frozen.

Imports nothing of ours; only the program imports it.
"""

from settings.load import load
from settings.model import Settings
from settings.plan import application_plan
from settings.problems import SettingsError

__all__ = ["Settings", "SettingsError", "application_plan", "load"]
