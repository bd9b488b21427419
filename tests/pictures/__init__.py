"""Pictures of a stack, drawn from a recording of the program: what it registers is what they show."""
