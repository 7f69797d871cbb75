"""The screen: a file for each command, a folder for each noun; options, questions, what is shown, exit codes."""
