"""The strategy's text and what it leads to: versions taken in, compared, written; commitments; the trace."""
