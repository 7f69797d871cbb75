"""All that is kept in the database, room by room: the one place that knows every room's tables."""

from rusctl.consultation import piece as consultation
from rusctl.database.pieces import Pieces
from rusctl.inputs import piece as inputs
from rusctl.mail import piece as mail
from rusctl.register import erasure as register

PIECES: Pieces = (register.PIECE, mail.PIECE, inputs.PIECE, consultation.PIECE)
