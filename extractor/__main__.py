"""`python -m extractor` is the command `nianbao`."""

from extractor.cli import main

if __name__ == "__main__":
    main()
