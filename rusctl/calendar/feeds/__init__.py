"""What subscribers are told: each entry, its words, its fingerprint and the ledger of what was told."""
