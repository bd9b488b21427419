"""`python -m engine` prints the path of the Pulumi binary; progress and errors go to standard error."""

import sys

from engine import EngineError, supply


def main() -> int:
    try:
        engine = supply(lambda line: print(line, file=sys.stderr, flush=True))
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; nothing was left half made.", file=sys.stderr)
        return 130  # 128 + SIGINT, as a shell reports it
    print(engine.binary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
