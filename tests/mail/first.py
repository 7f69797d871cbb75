"""What is said where the first mail to somebody cannot tell all about their personal data."""

INCOMPLETE = (
    "the first message to a person tells about their personal data, and is not complete; fill in controller "
    "(config/retention.toml), officer (config/retention.toml), purpose (config/retention.toml), legal_basis "
    "(config/retention.toml), recipients (config/retention.toml), origin (config/retention.toml), class "
    "(config/retention.toml)"
)
