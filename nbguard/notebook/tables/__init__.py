"""Tables in text, read cell by cell: the header tells what a cell holds."""
