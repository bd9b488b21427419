"""Speed and memory, measured: `make bench` runs every table, `python -m benchmarks NAME` one.

Machines differ and are noisy: each table is taken in one run, shows the fastest of several rounds, and sets
every figure beside what it is compared with.
"""

import sys
from pathlib import Path

# A policy pack is run as a folder: its own folder is where its imports start.
sys.path.append(str(Path(__file__).parents[1] / "policies"))
