"""What several commands of one noun have in common: its options, and how it is taken in or changed."""
