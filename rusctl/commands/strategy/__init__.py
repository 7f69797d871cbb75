"""The strategy's text: taken in, shown, compared, written out; and why it was changed."""
