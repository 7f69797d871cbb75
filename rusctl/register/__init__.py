"""The register: who takes part and which role they hold; lists read, persons merged, sums that name nobody."""
