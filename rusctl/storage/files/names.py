"""The names of the files that make up a plan: what the keys, the template, the journal and the commands call them."""

EVENTS = "events.toml"
PROCESS = "config/process.toml"
RETENTION = "config/retention.toml"
MUNICIPALITIES = "config/municipalities.toml"
ROLES = "config/roles.toml"
FRAME = "config/frame.toml"
CHECKS = "config/checks.toml"
TARGETS = "config/targets.toml"
PUBLISHED = "config/published.toml"
WORKDAYS = "config/workdays.toml"
BASELINES = "config/baselines.toml"
DEADLINES = "config/deadlines.toml"
LISTS = "config/lists.toml"
RELEASES = "config/releases.toml"
VERSIONS = "config/strategy.toml"
COMMITMENTS = "config/commitments.toml"
SITE = "site/site.toml"
SITE_DATA = "site/data.json"
CONSULTATIONS = "config/consultations.toml"
FOLLOW_UP = "config/follow-up.toml"
TEXTS = "strategy/"
"""The folder of the strategy's text: a file for each version."""

ALL = frozenset(
    {
        EVENTS,
        PROCESS,
        RETENTION,
        MUNICIPALITIES,
        ROLES,
        FRAME,
        CHECKS,
        TARGETS,
        PUBLISHED,
        WORKDAYS,
        BASELINES,
        DEADLINES,
        LISTS,
        RELEASES,
        VERSIONS,
        COMMITMENTS,
        SITE,
        SITE_DATA,
        CONSULTATIONS,
        FOLLOW_UP,
    }
)


def file_of(name: str) -> str:
    """Give the file that holds the times of a busy calendar."""
    return f"busy/{name}.txt"


def text_of(version: str) -> str:
    """Give the file that holds the text of a version of the strategy."""
    return f"{TEXTS}{version}.md"
