"""Which users are root, as container runtimes read them."""

import re

LARGEST = 2**31 - 1
"""The largest id that a runtime takes. Source: https://github.com/moby/sys/blob/main/user/user.go"""


def is_root(user: str) -> bool:
    """Whether a user, as name, id, name:group or id:group, is root, or is none that a runtime takes.

    An empty one is the image's own user, which nobody sees here.
    """
    name = user.partition(":")[0].strip()
    if re.fullmatch(r"[+-]?[0-9]+", name):
        return is_root_id(float(name))
    return name in ("", "root")


def is_root_id(uid: float) -> bool:
    """Whether an id is root's, or is out of range: runtimes refuse it, or wrap it round to 0."""
    return not 1 <= uid <= LARGEST


def is_administrator(user: str) -> bool:
    """The same for Windows, where images run as ContainerAdministrator unless they are told otherwise.

    Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-21
    """
    return user.rpartition("\\")[2].strip().lower() in ("", "containeradministrator", "administrator")
