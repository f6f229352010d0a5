"""What the software reaches, measured: `python -m eval.bench` prints it, `--write FILE` keeps it."""
