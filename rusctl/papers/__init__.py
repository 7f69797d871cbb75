"""Papers: letters in the region's own Word template, documents as PDF that can be heard; both looked at."""
