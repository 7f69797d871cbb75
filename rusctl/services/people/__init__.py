"""The register, opened; the rights of the persons in it: extract, restriction, erasure."""
