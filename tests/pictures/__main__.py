"""`python -m tests.pictures` writes what docs/architecture.md shows of stack prod: pictures and a table."""

from tests.pictures.page import PAGE, drawn
from tests.programs import recorded

if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(), recorded("prod")))
