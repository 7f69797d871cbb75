"""A person in the register: add, change, import, merge, extract, restrict, erase."""
