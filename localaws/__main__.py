"""`python -m localaws serve|start|status|stop FOLDER`: the embedded AWS, in the foreground or behind."""

import argparse
import logging
import sys
from pathlib import Path

from localaws import process
from localaws.endpoint import Endpoint, Options
from localaws.errors import LocalAwsError


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m localaws", description=__doc__)
    verbs = parser.add_subparsers(required=True, dest="verb")
    for verb, help_text in {
        "serve": "run in the foreground",
        "start": "run in the background, unless it does",
        "status": "say where it is",
        "stop": "end it; all it remembers is gone",
    }.items():
        command = verbs.add_parser(verb, help=help_text)
        command.add_argument("folder", type=Path, help="where endpoint file, log and fault plan are")
        if verb in ("serve", "start"):
            _add_options(command)
    return parser.parse_args()


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, default=Path.cwd(), help="the program's folder")
    command.add_argument("--port", type=int, default=0, help="HTTP port; 0 picks a free one")
    command.add_argument(
        "--latency-scale", type=float, default=0.0, help="share of AWS's waiting times; 0 is none"
    )


def _serve(options: Options) -> None:
    from localaws.serve import run  # moto and botocore take seconds, which the other verbs need not pay

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    run(options)


def _line(endpoint: Endpoint | None) -> str:
    if endpoint is None:
        return "not running"
    return f"pid {endpoint.pid} since {endpoint.started}, AWS at {endpoint.aws}, providers {endpoint.attach}"


def main() -> int:
    """Does what the command line says; answers the exit code."""
    given = vars(_arguments())
    verb = given.pop("verb")
    try:
        if verb == "serve":
            _serve(Options(**given))
        elif verb == "start":
            print(_line(process.start(Options(**given))))
        elif verb == "status":
            print(_line(process.status(given["folder"])))
        else:
            print("stopped" if process.stop(given["folder"]) else "not running")
    except LocalAwsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
