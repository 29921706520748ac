"""`python -m cadre_ledger` and the `cadre-ledger` command."""

from cadre_ledger.cli.app import main

if __name__ == "__main__":
    main()
