"""The fixed texts of the pages, by the names that templates have for them."""

from rusctl.language.message import Message, msg

WORDS: dict[str, Message] = {
    "skip": msg("Skip to the content"),
    "on_page": msg("On this page"),
    "start": msg("Start page"),
    "next": msg("Next dialogue"),
    "none_next": msg("No dialogue with a day lies ahead."),
    "tour": msg("The dialogues"),
    "where": msg("Municipality"),
    "when": msg("Day"),
    "may_change": msg("The day may change."),
    "map": msg("Map of the dialogues"),
    "map_says": msg(
        "The numbers are those of the list. A filled circle is confirmed, a dashed diamond tentative, a dotted square "
        "not decided. A thin ring has passed, a double ring is held, a crossed ring is cancelled."
    ),
    "until": msg("Until the decision"),
    "until_says": msg(
        "A filled circle is done. A filled diamond is the day that holds. An open diamond was first promised."
    ),
    "steps": msg("All steps"),
    "step": msg("Step"),
    "done": msg("Done"),
    "no_day": msg("No day is set."),
    "changes": msg("Changes"),
    "no_changes": msg("No day has been changed."),
    "news": msg("Follow the changes (Atom)"),
    "follow": msg("Follow the calendar"),
    "subscribe": msg("Subscribe"),
    "once": msg("Fetch once"),
    "address": msg("The address to copy:"),
    "google": msg("In Google Calendar: choose Other calendars, From URL, and paste the address."),
    "outlook": msg("In Outlook on the web: choose Add calendar, Subscribe from web, and paste the address."),
    "slow": msg("It may take a day before a change is seen in your calendar."),
    "contact": msg("Contact"),
    "who": msg("Who is invited"),
    "place": msg("Place"),
    "accessibility": msg("Accessibility statement"),
    "data": msg("Open data"),
    "cookies": msg("This site uses no cookies and stores nothing about you."),
    "csv_says": msg("tour.csv: the dialogues, a row each, in UTF-8 with a comma between the cells."),
    "json_says": msg("tour.jsonld: the same as events of schema.org."),
    "milestones_says": msg("milestones.csv: the steps until the decision."),
    "dcat_says": msg("dcat.rdf: the catalogue of these files, to be merged into the region's own."),
    "licence": msg("You may use the data for anything, without asking (CC0)."),
    "missing": msg("The page is not here"),
    "missing_says": msg("The address leads nowhere. All pages can be reached from the start page."),
    "not_said": msg("What the region has yet to say"),
    "lacks": msg("What is not accessible"),
    "faults": msg("Report a fault"),
    "tell_us": msg("Tell us of what you could not use:"),
    "about": msg("About the strategy"),
    "consultation": msg("The consultation"),
    "decision": msg("The decision"),
    "follow_up": msg("Follow-up"),
    "personal_data": msg("Personal data"),
    "all_changes": msg("All changes"),
    "all_stops": msg("All dialogues"),
    "once_this": msg("Fetch this dialogue into your calendar"),
    "asked": msg("What is asked"),
    "removed": msg("This dialogue is no longer part of the plan. The page stays, since others may link to it."),
    "decides": msg("Who decides:"),
    "appeal": msg("How to appeal"),
    "yearly": msg("What comes back"),
    "figures": msg("Figures"),
    "programmes": msg("What builds on the strategy"),
    "results": msg("What projects have led to"),
    "year": msg("Year"),
    "all": msg("All"),
    "how_to_answer": msg("How to answer"),
    "write_to": msg("Write to:"),
    "commitments": msg("Joint commitments"),
    "no_commitments": msg("No joint commitments are published yet."),
    "what": msg("What"),
    "who_does": msg("Who, and how it stands"),
    "no_person": msg("No person is named on this site."),
    "register": msg("The register of those who take part"),
    "register_says": msg(
        "The region keeps a register of those who take part in the dialogues. It is not on this site. Here is what the "
        "region has said of it."
    ),
    "kept": msg("How long they are kept"),
    "rights": msg("Your rights"),
    "rights_say": msg(
        "You may ask what is registered about you. You may have it corrected, and you may ask for it to be erased. "
        "Write to the region:"
    ),
    "replies": msg("Replies and answers"),
    "you_said": msg("Here is what was said and what became of it, comment by comment."),
    "by_chapter": msg("By chapter"),
    "by_respondent": msg("By respondent"),
    "whole": msg("The proposal as a whole"),
    "before": msg("Before"),
    "after": msg("After"),
    "no_comments": msg("There are no comments here."),
    "said": msg("What was said"),
    "said_rule": msg(
        "An input counts once under each heading that it stands under. Much said in one place weighs no more than the "
        "same said once: what counts is in how many municipalities it was raised, and by whom. A number below five is "
        "not told."
    ),
    "nothing_said": msg("Nothing is noted from the dialogues yet."),
    "heading": msg("Heading"),
    "how_much": msg("How much was said"),
    "said_chart": msg("Inputs under each heading"),
    "said_chart_says": msg("How many inputs stand under each heading. The figures stand in the tables, too."),
    "quotes": msg("In their own words"),
    "quotes_say": msg("These are words from the dialogues that the region has chosen to show. They name nobody."),
    "each_dialogue": msg("How much was said at each dialogue"),
    "most_about": msg("Most of it was about:"),
    "said_all": msg("All that was said"),
    "pages": msg("Pages of the list"),
    "page": msg("Page"),
    "tell_authority": msg("Report to the supervisory authority"),
}

LEVEL = {
    "fully": msg("The site is fully compliant with the law on accessibility."),
    "partly": msg("The site is partly compliant with the law on accessibility."),
    "not": msg("The site is not compliant with the law on accessibility."),
}
