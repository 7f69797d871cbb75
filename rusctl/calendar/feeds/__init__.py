"""What subscribers are told: each entry, its words, when it is a new version, and the ledger of what was told."""
