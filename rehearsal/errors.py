"""What can go wrong in a rehearsal.

RehearsalError
 +-- EngineFailed   the engine ended with an error, which it has shown itself
 +-- Interrupted    somebody pressed Ctrl-C or asked the run to end
"""


class RehearsalError(Exception):
    """Base of all. The message is for people: what is wrong, and what to do."""

    code = 1


class EngineFailed(RehearsalError):
    """The engine has said what is wrong; the message, if any, only adds what to do."""

    def __init__(self, code: int, advice: str = "") -> None:
        super().__init__(advice)
        self.code = code


class Interrupted(RehearsalError):
    """The run was ended from outside, and has ended in order."""

    code = 130  # 128 + SIGINT, as a shell reports it
