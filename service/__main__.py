"""The command `liaison`."""

from __future__ import annotations

from service.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
