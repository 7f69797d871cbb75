"""Inputs: what was said at the dialogues, in whose role and never by whom; sorted, searched and counted.

An input is a row of `input`, which says where it was given and how, and one row of `input_text` for each version of
its text: the first is as it was said, a correction is one more, and `input.current` says which is valid. Its number
comes from the series of its event (`input_series`), which only goes up: a number that a form has printed
(`input_form`), or that an undone change gave, is never given again.

What people make of an input later stands in rows of its own, so that the input is never touched by it: a part is a
span of one version of the text; a tag puts the input, or a part of it, under a heading of the frame as it was worded
then, or under a theme; a group holds references; then a stance, an analyst's note, and the fate, which says what
became of it. `input_work` has a row version for all of that together: who sorts raises it with each change, and two
who change the same input are told.

Every table with a `version` is taken back by the undo of the database. Those without only grow: series, forms, and
wordings of headings. Nothing here leads to a participant; a colleague's initials are personal, are in no export, and
are blanked where that colleague is erased.
"""
