"""What all about consultations stands on: which one is meant, the words of its rows, its database, how it stands."""
