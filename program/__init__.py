"""The stack in its parts: where settings meet components. `__main__.py` puts the parts together.

Each module is one part: a frozen record of its components, and the function that makes them.
"""
