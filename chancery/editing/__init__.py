"""What editors decide, and what readers are spared: corrections, redactions, the review before publishing."""
