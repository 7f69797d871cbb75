"""Invitations and answers by mail: what is written and how a reply is read (RFC 5546, RFC 6047)."""
