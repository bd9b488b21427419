"""Runs the engine's command line: its own display on this terminal, its interrupts in order."""

import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from rehearsal.errors import Interrupted

_REMEMBERED = 40
"""Lines of standard error kept to find out why a command failed."""


@dataclass(frozen=True)
class Ended:
    """How a command of the engine ended."""

    code: int
    errors: str
    """The end of its standard error, which the user has seen."""


@dataclass(frozen=True)
class Pulumi:
    """An engine in its environment."""

    binary: Path
    environment: Mapping[str, str]

    def show(self, folder: Path, *arguments: str) -> Ended:
        """Runs a command in a folder, its output shown as it comes.

        Raises:
            Interrupted: it was asked to end, and did.
        """
        terminal = sys.stdin.isatty() and sys.stdout.isatty()
        process = subprocess.Popen(
            [self.binary, *arguments, *([] if terminal else ["--non-interactive"])],
            cwd=folder,
            env=self.environment,
            stdin=None if terminal else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # On a terminal the engine must stay in the foreground group, to draw and to read keys.
            process_group=None if terminal else 0,
        )
        with _Interrupts(process, forward_interrupt=not terminal) as interrupts:
            errors = _Echo(process.stderr)
            code = process.wait()
        if interrupts.seen and code != 0:
            raise Interrupted(
                "interrupted; the engine has ended in order, and the next run goes on from there."
            )
        return Ended(code, errors.end())

    def ask(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a short command in a folder; its output is the answer's."""
        return subprocess.run(
            [self.binary, *arguments, "--non-interactive", "--color", "never"],
            cwd=folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )


class _Echo:
    """Passes standard error on, and remembers its end."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        assert stream is not None
        self._stream = stream
        self._lines: deque[str] = deque(maxlen=_REMEMBERED)
        self._thread = threading.Thread(target=self._pump, daemon=True)
        self._thread.start()

    def _pump(self) -> None:
        for line in self._stream:
            text = line.decode(errors="replace")
            self._lines.append(text)
            sys.stderr.write(text)
            sys.stderr.flush()

    def end(self) -> str:
        """The last lines. A grandchild that keeps the stream open is not waited for."""
        self._thread.join(timeout=1.0)
        if not self._thread.is_alive():
            self._stream.close()
        return "".join(self._lines)


class _Interrupts:
    """While a command runs: a request to end reaches the engine once, and is remembered.

    The engine takes a first interrupt as a request to end in order, and a second one as an order to drop
    everything. A terminal sends Ctrl-C to the whole foreground group itself, so there it is not repeated.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", *, forward_interrupt: bool) -> None:
        self.seen = False
        self._process = process
        self._forward_interrupt = forward_interrupt
        self._former = {
            number: signal.signal(number, self._received) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def _received(self, number: int, frame: FrameType | None) -> None:
        if not self.seen and (self._forward_interrupt or number != signal.SIGINT):
            self._process.send_signal(signal.SIGINT)
        self.seen = True

    def __enter__(self) -> "_Interrupts":
        return self

    def __exit__(self, *error: object) -> None:
        for number, handler in self._former.items():
            signal.signal(number, handler)
