#: resolved: right
    highest, marks = None, []
    for level in levels:
        highest = level if highest is None or level > highest else highest
        marks.append(highest)
    return marks
