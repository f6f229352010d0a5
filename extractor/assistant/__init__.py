"""What the store offers to assistants: tools over the Model Context Protocol."""
