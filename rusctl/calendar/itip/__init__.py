"""Invitations and answers by mail (RFC 5546, RFC 6047)."""
