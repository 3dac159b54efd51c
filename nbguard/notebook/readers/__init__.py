"""How each kind of text is read, one kind per file, each imported when first needed."""
