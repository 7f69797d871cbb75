"""The keys of every file a person keeps: what each holds, in which form, and what goes together."""
