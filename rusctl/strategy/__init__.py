"""The strategy's text: paragraphs with ids that never change, versions matched and compared word by word. Pure."""
