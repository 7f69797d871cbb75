"""Swedish and English: messages, dates, sort order."""
