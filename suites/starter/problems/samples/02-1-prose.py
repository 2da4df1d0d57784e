#: unresolved: not applicable: prose instead of a program
Sure! Walk over both lists at once and count the cold days on which something falls.
