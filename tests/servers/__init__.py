"""Real servers for the tests, each from a package and in a folder of its own."""
