"""The register: who takes part and which role they hold; lists read, people merged, sums that name nobody."""
