"""The calendar file itself (RFC 5545): its lines written, read back and verified, its time zone."""
