"""Tests on the real engine against the embedded AWS."""
