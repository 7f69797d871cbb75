"""Mail: what is sent to whom, and what comes back."""
