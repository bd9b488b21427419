"""`python -m tests.pictures` draws the pictures of docs/architecture.md anew, as stack prod is now."""

from tests.components.conftest import _program
from tests.pictures.page import PAGE, with_pictures

if __name__ == "__main__":
    PAGE.write_text(with_pictures(PAGE.read_text(), _program("prod")))
