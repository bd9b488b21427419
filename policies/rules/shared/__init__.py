"""What rules of several subjects need."""
