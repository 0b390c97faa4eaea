"""What a number is a figure of: a rule a family of the taxonomy."""
