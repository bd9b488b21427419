"""The policy pack `alicerce`: every rule, as `pulumi --policy-pack policies` runs it."""

import datetime
import sys
from pathlib import Path

from pack import files
from pack.analyzer import Analyzer
from pack.problems import PackProblems
from pack.serving import serve
from rules.catalogue import RULES

FOLDER = Path(__file__).parent

try:
    version = files.version(FOLDER)
    referee = files.referee(FOLDER, RULES, datetime.date.today())
except PackProblems as problems:
    sys.exit(str(problems))
serve(Analyzer("alicerce", version, referee))
