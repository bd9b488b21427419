"""`python -m localaws serve FOLDER`: the embedded AWS in the foreground."""

import logging
import sys
from pathlib import Path

from localaws.serve import run

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    run(Path(sys.argv[2]))
