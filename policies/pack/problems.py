"""What is wrong with a pack's own files, all at once."""

from collections.abc import Sequence


class PackProblems(Exception):
    """The pack's files or its configuration say what they cannot mean."""

    def __init__(self, where: str, problems: Sequence[str]) -> None:
        lines = [f"{where} cannot be used:", *(f"  - {each}" for each in problems)]
        super().__init__("\n".join(lines))
        self.problems = tuple(problems)
