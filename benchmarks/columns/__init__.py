"""How well columns are judged: on generated tables in many locales, and on public data sets."""
