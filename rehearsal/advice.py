"""What to do about errors that the engine itself reports."""

import re
import shutil

from rehearsal.folders import Folders

_LITTLE = 4 << 20
"""Bytes; with less free, a checkpoint of a large stack (some 2 MB for 1,000 resources) cannot be written."""


def advice(errors: str, folders: Folders) -> str:
    """A sentence for the end of an engine's standard error; empty when it speaks for itself."""
    free = shutil.disk_usage(folders.base).free
    if "no space left on device" in errors or free < _LITTLE:
        return f"the disk of {folders.base} is full ({free >> 20} MiB free). Free some space, then try again."
    if re.search(r"(incorrect passphrase|passphrase must be set)", errors):
        return (
            f"{folders.passphrase} is not the passphrase that the recorded secrets were encrypted with. "
            "Put the former one back, or type `make clean` to forget every rehearsal and start afresh."
        )
    return ""
