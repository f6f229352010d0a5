"""The prompts of the model engine, one frozen file per task and version."""
