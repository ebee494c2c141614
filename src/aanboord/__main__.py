"""`python -m aanboord`: the same as the command `aanboord`."""

from .cli import main

main()
