"""Swedish and English: messages and their translation, dates in words, names, sort order."""
