"""The transmission header and the head of the message text, line by line to fields."""
