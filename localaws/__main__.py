"""`python -m localaws serve FOLDER`: the embedded AWS in the foreground."""

import argparse
import logging
from pathlib import Path

from localaws.serve import Options, run


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m localaws", description=__doc__)
    serve = parser.add_subparsers(required=True, metavar="serve").add_parser(
        "serve", help="run in the foreground"
    )
    serve.add_argument("folder", type=Path, help="where endpoint file, log and fault plan are")
    serve.add_argument("--root", type=Path, default=Path.cwd(), help="the program's folder")
    serve.add_argument("--port", type=int, default=0, help="HTTP port; 0 picks a free one")
    serve.add_argument(
        "--latency-scale", type=float, default=0.0, help="share of AWS's waiting times; 0 is none"
    )
    return Options(**vars(parser.parse_args()))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    run(_options())
