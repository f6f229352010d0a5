"""The batch loop over many machines: Ray reads, asks and checks, the command that started it stores."""
