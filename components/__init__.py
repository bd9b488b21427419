"""The parts of the stack: one Pulumi component a file, and the pure functions they share.

Imports go one way: this package knows Pulumi and itself, never the settings of a stack.
"""
