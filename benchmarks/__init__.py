"""Speed and memory, measured: `make bench` runs every table, `python -m benchmarks NAME` one.

Machines differ and are noisy: each table is taken in one run, shows the fastest of several rounds, and sets
every figure beside what it is compared with.
"""
