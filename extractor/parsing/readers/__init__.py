"""One folder a file format: bytes → `Document`, its tables drawn as pipe rows, every cell anchored in the file."""
