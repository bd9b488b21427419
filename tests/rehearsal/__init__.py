"""Tests of the rehearsals' driver that need no engine."""
