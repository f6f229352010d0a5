"""What the prose says: head fields, typed facts, problems and improvements."""
