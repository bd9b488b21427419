"""`python -m benchmarks [NAME ...]`: prints the tables asked for; without a name, all."""

import os
import sys

from benchmarks import calls, deploy, memory, policies, postgres, preview, resources, services

TABLES = {
    "preview": preview.run,
    "services": services.run,
    "deploy": deploy.run,
    "resources": resources.run,
    "memory": memory.run,
    "policies": policies.run,
    "calls": calls.run,
    "postgres": postgres.run,
}


def main(names: list[str]) -> None:
    """Runs the tables.

    Raises:
        SystemExit: a name is not one of them.
    """
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        raise SystemExit(f"no benchmark {', '.join(unknown)}; there are {', '.join(TABLES)}")
    # Figures taken on a busy machine are not worth much.
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before the start", flush=True)
    for name in names or TABLES:
        TABLES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
