"""Consultations: who was asked, who replied and when, each comment with its answer, and the letters that say it.

A consultation is text in the folder; what it collects is rows. A body (`consultation_body`) stands on the circulation
list of one consultation, asked or not; what was said to it and by it are rows of `consultation_notice`, a later last
day is one of `consultation_extension`. A reply is a row with its bodies, its files and its texts. A text is as it was
read and never changes but by erasure, so that the spans of comments hold; what it could not give stands in its account.

A comment points at a span of one text, or at the whole reply. An answer is a row for each of its versions, and
`consultation_comment.current` says which is valid; a version with a higher number was written by who had not seen that
one, and waits until a person decides. So with reasons that many answers use. A letter names the answers that it was
made from. Numbers come from `consultation_series`, which only goes up: none is given twice.

Every table with a `version` is taken back by the undo of the database. Contacts are rows of `person`.
"""
