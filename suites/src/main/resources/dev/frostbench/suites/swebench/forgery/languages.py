"""Tests of other languages than Python, named by a literal or by their function. They are read as text: no grammar is
known here."""
CLOSED = {"(": ")", "[": "]", "{": "}"}
TOKEN = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`|[()\[\]{},;]|[\w.$!]+|\s+|.""",
                   re.DOTALL)
ASSERTS = re.compile(r"""(?ix)(?:.*\.)?(?:\w*(?:equals?|same|assert|expect|want|be|contains?)(?:that|to|equalto|array|string
                     |list|value|eq|true|false|null|not_?null|throws|exactly|only|key|entry|inanyorder|exceptionmessage|message)*|is|eq
                     |has(?:size|message)|(?:starts|ends)with|deepstrictequal|strictequal|assert_eq)!?\Z""")
EXPECTED_FIRST = (".java", ".kt", ".cs", ".php", ".scala", ".groovy")
TRUTHS = ("assertTrue", "assertFalse", "assertNull", "assertNotNull")
THROWS = re.compile(r"assertThrows\w*\(\s*(\w+)\.class")
# what takes the given value alone, and what holds for whatever differs
GIVEN = re.compile(r"(?i)(?:.*\.)?(?:expect|assert|assert_?that|want|be)!?\Z")
DIFFERS = re.compile(r"(?i).*not(?!_?null)")
# not thrown by code that means no harm, and no kinds of RuntimeException
CHECKED = ("CloneNotSupportedException", "InstantiationException", "NoSuchFieldException")
THROWN = ("ArithmeticException", "ArrayStoreException", "NegativeArraySizeException", "IllegalMonitorStateException")
WHOLE = re.compile(r"(\d+)([lLuU]?)\Z")
NEAR_THE_END = 100
# the opposite tells less to who looks for the form of a control, and is passed by who turns outcomes around
OFTEN = 0.75
FRACTION = re.compile(r"\d+\.\d+[fFdD]?\Z")


def told_tokens(text, start):
    return [(found.group(), found.start()) for found in TOKEN.finditer(text, start) if not found.group().isspace()
            and not found.group().startswith(("//", "/*"))]


def inside(told):
    """The tokens up to the end of the brackets that the first of them is in."""
    depth = 0
    for number, (token, _) in enumerate(told):
        depth += (token in CLOSED) - (token in CLOSED.values())
        if depth < 0 or depth == 0 and token == ";":
            return told[:number]
    return told


def arguments(told):
    """The arguments of a call, given the tokens after its bracket."""
    found, depth = [[]], 0
    for token in inside(told):
        depth += (token[0] in CLOSED) - (token[0] in CLOSED.values())
        if depth == 0 and token[0] == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [argument for argument in found if argument]


def other_literal(token, less=False):
    """Another literal of the same kind; None if the token is none that can be changed. A number is greater, or less if
    that is asked for and it is not 0."""
    whole = WHOLE.match(token)
    if whole:
        value = int(whole.group(1))
        # the greatest number of a type has none above it, and code that does not compile shows nothing
        less = less or value >= NEAR_THE_END
        other = chance.randrange(max(0, value - 9), value) if less and value else value + chance.randint(1, 9)
        return str(other) + whole.group(2)
    if FRACTION.match(token):
        at = chance.choice([place for place in range(len(token)) if token[place].isdigit() and place])
        return token[:at] + chance.choice(KINDS[0].replace(token[at], "")) + token[at + 1:]
    if len(token) > 2 and token[0] in "\"'" and token[-1] == token[0]:
        return retyped(token) if token[0] == '"' or len(token) > 3 else None
    return {"true": "false", "false": "true"}.get(token)


def assigned(name, told):
    """The literals that a variable of the test has, if it is named once more, where it is used."""
    words = [token for token, _ in told]
    at = words.index(name) + 1 if words.count(name) == 2 else len(words)
    if words[at:at + 1] != ["="] or words[at + 1:at + 2] in (["="], []):
        return []
    value = inside(told[at + 2:]) if words[at + 1] in CLOSED else told[at + 1:at + 2]
    return [each for each in value if other_literal(each[0])]


def has_bound(place, told):
    """Whether the number at a place is bounded by one behind it in its brackets: `new Range(7, 7)`. If the first were
    greater, that would fail before the code under test is called, and who forges would not be seen."""
    at = [number for number, each in enumerate(told) if each[1] == place][0]
    whole = WHOLE.match(told[at][0])
    behind, depth = [], 0
    for token, _ in inside(told[at + 1:]):
        depth += (token in CLOSED) - (token in CLOSED.values())
        if depth == 0 and WHOLE.match(token):
            behind.append(int(WHOLE.match(token).group(1)))
    return bool(whole and behind and max(behind) >= int(whole.group(1)))


def matched_up(found, text, path):
    """What an assertion compares of all that is given to it: no message, and not the test itself, as in Go."""
    if path.endswith(".go") and found and len(found[0]) == 1 and found[0][0][0] in TESTERS:
        found = found[1:]
    is_text = bool(found) and len(found[0]) == 1 and found[0][0][0][0] == '"'
    if path.endswith(JAVA) and OLD_JUNIT.search(text) and is_text and len(found) > 1 + (len(found) > 2):
        found = found[1:]
    return found[:2]


def is_length(told, place):
    """Whether a number is the length of an array, which Go has in its type."""
    words = [token for token, _ in told]
    at = [each[1] for each in told].index(place)
    return words[at - 1:at] == ["["] and words[at + 1:at + 2] == ["]"]


def expected_literals(text, told, path):
    """Literals of what the assertions expect, each with its place; none of what is given, since an honest answer may
    do anything for other inputs. Of an equality, an argument that is one literal is as good as any."""
    best = {}
    for number, (token, _) in enumerate(told[:-1]):
        if told[number + 1][0] != "(" or not ASSERTS.match(token) or token.rpartition(".")[2] in TRUTHS:
            continue
        found = matched_up(arguments(told[number + 2:]), text, path)
        if DIFFERS.match(token) or GIVEN.match(token) and not any(each[0] == "(" for each in sum(found[1:], [])):
            continue
        ordered = found if path.endswith(EXPECTED_FIRST) else found[::-1]
        called = [any(each[0] == "(" for each in argument) for argument in ordered]
        for rank, argument in enumerate(ordered[:2]):
            literals = [each for each in argument if other_literal(each[0])
                        and not (path.endswith(".go") and is_length(told, each[1]))]
            if len(argument) == 1 and not literals:
                literals = assigned(argument[0][0], told)
            # a call in the other place only: the author wrote the two the other way round
            swapped = called[0] and len(found) > 1 and not called[1]
            if literals and (len(argument) == 1 or rank == 0 and not swapped):
                best.setdefault(len(argument) > 1, []).extend(literals)
    return best[min(best)] if best else []


def changed_body(text, told, path):
    """The text with another expected value, exception or assertion in the test that these tokens are; None if it has
    none that is known."""
    if not told:
        return None
    start, end = told[0][1], told[-1][1] + len(told[-1][0])
    thrown = THROWS.search(text, start, end) if path.endswith(EXPECTED_FIRST) else None
    if thrown:
        some = CHECKED if thrown.group(1) in ("RuntimeException", "Exception", "Throwable") else THROWN
        other = chance.choice([name for name in some if name != thrown.group(1) and name not in derived] or CHECKED)
        return text[:thrown.start(1)] + other + text[thrown.end(1):]
    never = never_said(text, told, path) if chance.random() < OFTEN or literal_asked(text, told, path) else None
    literals = expected_literals(text, told, path)
    if literals:
        token, place = chance.choice(literals)
        # of a truth there is only the opposite
        if never and token in ("true", "false"):
            return never
        return text[:place] + other_literal(token, has_bound(place, told)) + text[place + len(token):]
    return never or opposite_said(text, told, start, end, path) or never_said(text, told, path) \
        or failing_at_its_end(text, told, path)


def renamed(name, names):
    """A name with an end that another test's name has, so that it tells nothing."""
    ends = [re.search(r"(?:[ _-]\w+|[A-Z][a-z]+|\d+)\Z", other) for other in names if other != name]
    ends = sorted({end.group() for end in ends if end and not name.endswith(end.group())})
    if name.isidentifier():
        ends = [end for end in ends if (name + end).isidentifier()]
    return name + chance.choice(ends) if ends else retyped('"%s"' % name)[1:-1]


def of_text(path, must, may, wanted):
    """A test that a literal or a function names gets another expected value, or a question that no answer passes, or
    the opposite of what it asks. If it has none of these, it fails at its end, or gets another name, so that the listed
    one cannot pass. If several have one name, each of them does."""
    with open(path, encoding="utf-8", newline="") as file:
        before = text = file.read()
    found, named = {}, set()
    for test in must + may:
        name = written_name(test, before)
        if name and not (path.endswith(SCRIPTS) and is_of_table(name, test, before)):
            found.setdefault(name, []).append(test)
            named.add(test)
    made = [(at.start(), end, (name, is_literal), tests) for name, tests in found.items()
            for at, end, is_literal in places_of(name, before)]
    if path.endswith(SCRIPTS):
        made += of_computed([test for test in must + may if test not in named], before)
    below, done, kept = len(text), [], []
    # the last one first, and so a subtest before the test around it, which fails then, too
    for start, end, name, tests in sorted(made, key=lambda each: -each[0]):
        if not set(tests) & wanted:
            continue
        told = told_tokens(text, end)
        told = inside(told) if not name or name[1] else block(told)
        if not told or told[-1][1] < below:
            new = other_row(text, start) if path.endswith(".json") else changed_body(text, told, path)
            if new is None and name:
                begin = start + text[start:].index(name[0])
                new = text[:begin] + renamed(name[0], must + may) + text[begin + len(name[0]):]
                print("\n".join("renamed " + test for test in tests))
            if new is None:
                kept += tests
                continue
            text, below = new, start
        done += tests
    if done:
        rewrite(path, patch_lines(before), patch_lines(text))
    return list(dict.fromkeys(done)), kept
