"""What the listings of the strategy's text and of joint commitments give to programs: one flat object a row."""

from rusctl.output.rows import Field

VERSION = {
    "id": Field("string", "the version's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "date": Field("date?", "the day of the version"),
    "milestone": Field("string?", "the decision it was made for or adopted by: a milestone's id"),
    "paragraphs": Field("integer?", "how many headings and paragraphs it has; null where its text is not there"),
    "words": Field("integer?", "how many words it has"),
    "source": Field("string?", "the file it was read from"),
}
PARAGRAPH = {
    "paragraph": Field("string?", "the paragraph's id; null where it has none"),
    "number": Field("string?", "the number of the heading that it is or stands under"),
    "kind": Field("string", "heading, paragraph, item, table, note, quote or code"),
    "level": Field("integer?", "a heading's level, 1 the highest"),
    "text": Field("string", "its words, without marks"),
    "line": Field("integer", "the line of the file in strategy/"),
}
TEXT_CHANGE = {
    "paragraph": Field("string", "the paragraph's id"),
    "number": Field("string?", "the number of the heading that it stands under"),
    "change": Field("string", "same, reworded, moved, split, merged, new or gone"),
    "moved": Field("boolean", "whether it stands elsewhere among the others"),
    "of": Field("strings", "the paragraph that it is a part of, or those put into it: ids"),
    "before": Field("string?", "its words in the earlier version"),
    "after": Field("string?", "its words in the later version"),
    "pieces": Field("strings", "its words in pieces, each as kept, removed or added, a colon, and the text"),
    "reason": Field("string?", "why it was changed, as the plan says"),
    "inputs": Field("strings", "the inputs that led to the change: ids"),
    "comments": Field("strings", "the comments of a consultation whose answers name the paragraph, such as 17.4"),
}
COMMITMENT = {
    "id": Field("string", "the commitment's id"),
    "what": Field("string", "what is to be done"),
    "who": Field("strings", "the organisations that do it"),
    "by": Field("date?", "the last day it is to be done"),
    "days_left": Field("integer?", "days from today to it; negative where it has passed, null where it is not open"),
    "state": Field("string", "proposed, agreed, under-way, done or dropped"),
    "done": Field("date?", "the day it was done"),
    "inputs": Field("strings", "the inputs it is from: ids"),
    "paragraph": Field("string?", "the paragraph that it carries out: an id"),
    "event": Field("string?", "the event at which it was made: an id"),
    "dnr": Field("string?", "the diarienummer of the document about it"),
    "note": Field("string?", "anything else"),
    "source": Field("string?", "who or what said it"),
    "followed_up": Field("date?", "the day it was last followed up"),
    "follow_up": Field("string?", "what was said of it then"),
    "kind": Field("string", "commitment, or measure: of the plan of action"),
    "themes": Field("strings", "ids of the headings of the frame that it is about"),
}
TRACE_STEP = {
    "step": Field("string", "input, theme, fate, paragraph, change, decision, commitment or follow-up"),
    "id": Field("string?", "the id of what it is about"),
    "of": Field("string?", "the id of the step that it belongs to"),
    "text": Field("string", "what is said of it, in English round the folder's own words"),
}
