"""The register: who takes part and which role they hold; its changes, undo and copies, in a database outside git."""
