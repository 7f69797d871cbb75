"""Follow-up after the decision: how it stands, figures recorded; indicators, programmes, results."""
