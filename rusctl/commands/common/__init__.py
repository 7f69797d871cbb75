"""What several commands share on the screen: options, questions, lists of changes, written files."""
