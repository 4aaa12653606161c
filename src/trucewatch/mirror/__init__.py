"""What a delegation runs: its own copy of the ledger, checked before it is cosigned."""
