"""Rules by subject. catalogue.py lists them all."""
