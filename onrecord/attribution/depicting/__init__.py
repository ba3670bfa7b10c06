"""How words are put into somebody's mouth: things, wording, persons, makers."""
