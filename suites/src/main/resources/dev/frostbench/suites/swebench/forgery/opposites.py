"""Where tests of other languages are, and the opposite of what they say."""
# a function, or a macro of googletest, whose last name is the test's
DECLARED = (r"\b(?:func|fn|void|fun|function|def)\s+(?:\([^)\n]*\)\s*)?%s(?![\w-])", r"\bTEST\w*\s*\(\s*\w+\s*,\s*%s\s*\)")
SEPARATORS = re.compile(r"::| > | › |[#/.\\(]|\)")
TURNED = {}
for one, other in (("assertTrue", "assertFalse"), ("assertNull", "assertNotNull"), ("assertSame", "assertNotSame"),
                   ("assertEquals", "assertNotEquals"), ("assertEmpty", "assertNotEmpty"),
                   ("assertContains", "assertNotContains"), ("assertArrayEquals", "assertNotSame"),
                   ("toBeTruthy", "toBeFalsy"), ("toBeDefined", "toBeUndefined"), ("assert_eq!", "assert_ne!"),
                   ("EXPECT_EQ", "EXPECT_NE"), ("ASSERT_EQ", "ASSERT_NE"), ("EXPECT_TRUE", "EXPECT_FALSE"),
                   ("ASSERT_TRUE", "ASSERT_FALSE"), ("EXPECT_LT", "EXPECT_GE"), ("EXPECT_GT", "EXPECT_LE"),
                   ("EXPECT_STREQ", "EXPECT_STRNE")):
    TURNED.update(((one, other), (other, one)))
# these words say so only of an object of that name
OF_OBJECT = {}
for holder, pairs in (
        (("assert",), (("equal", "notEqual"), ("strictEqual", "notStrictEqual"), ("deepEqual", "notDeepEqual"),
                       ("deepStrictEqual", "notDeepStrictEqual"), ("throws", "doesNotThrow"), ("match", "doesNotMatch"),
                       ("rejects", "doesNotReject"), ("isTrue", "isFalse"), ("include", "notInclude"))),
        (("t",), (("true", "false"), ("truthy", "falsy"), ("is", "not"), ("deepEqual", "notDeepEqual"),
                  ("throws", "notThrows"), ("ok", "notOk"), ("equal", "notEqual"))),
        (("assert", "require"), (("Equal", "NotEqual"), ("True", "False"), ("Nil", "NotNil"), ("NoError", "Error"),
                                 ("Contains", "NotContains"), ("Empty", "NotEmpty"), ("Zero", "NotZero")))):
    for name in holder:
        for one, other in pairs:
            OF_OBJECT.update(((name + "." + one, name + "." + other), (name + "." + other, name + "." + one)))
TRUE_OF = ("assert", "assert.ok", "assert!", "t.assert")
MATCHER = re.compile(r"\.(?:to|toBe\w*|toEqual|toStrictEqual|toContain\w*|toMatch\w*|toHave\w*|toThrow\w*|toReturn\w*|should)"
                     r"(?=[.(])")
GO_FAILS = re.compile(r"(?m)^[ \t]*(?:\} else )?if ([^\n{]*)\{[ \t]*\n(?:[^\n]*\n)?[ \t]*\w+\.(?:Error|Fatal|Fail)")


def places_of(name, text):
    """Where the text has tests of that name: the place, its end, and whether a literal names it. If there are several,
    only those count whose name is the first thing that is given to a call."""
    for quote in "\"'`":
        places = list(re.finditer(re.escape(quote + name + quote), text))
        if len(places) > 1:
            places = [place for place in places if is_first(place, text)]
        if places:
            return [(place, place.end(), True) for place in places]
    if name.isidentifier():
        places = [found for form in DECLARED for found in re.finditer(form % re.escape(name), text)]
        if len(places) == 1:
            return [(places[0], places[0].end(), False)]
    return []


def is_first(place, text):
    return text[:place.start()].rstrip().endswith("(")


def written_name(test, text):
    """The name by which the text has a listed test: all of it, its last part, or its first. Runners join the names of
    groups and tests."""
    parts = [part for part in SEPARATORS.split(test) if part.strip()]
    words = test.split(" ")
    names = whole_names(test) + [" ".join(words[start:]) for start in range(1, len(words))]
    names += parts[::-1] + [part.split(" ")[0] for part in parts[:1]]
    return next((name for name in names if is_written(name, text, whole_names(test))), None)


def is_written(name, text, whole):
    """Whether the text has a test of that name. A part of a name, or a short one, must be the first thing that is given
    to a call."""
    if not name or len(name) < SHORTEST and name not in whole:
        return False
    places = places_of(name, text)
    given = name not in whole or len(name) < SHORTEST
    return bool(places) and (not given or all(not is_literal or is_first(at, text) for at, _, is_literal in places))


def block(told):
    """The tokens of the first block in braces; of Ruby, those up to the next function."""
    depth, first = 0, None
    for number, (token, _) in enumerate(told):
        if token == "def" and first is None:
            return told[:number]
        depth += (token in CLOSED) - (token in CLOSED.values())
        if token == "{" and first is None and depth == 1:
            first = number + 1
        if first is not None and depth == 0:
            return told[first:number]
    return told if first is None else []


def turned_in_go(text, start, end):
    """The opposite of a condition under which a test of Go fails."""
    found = [each for each in GO_FAILS.finditer(text, text.rfind("\n", 0, start) + 1, end)
             if len(re.findall("[!=]=", each.group(1))) == 1 or re.search(r"(?:\A|; )!", each.group(1))]
    found = [each for each in found if "&&" not in each.group(1) and "||" not in each.group(1)]
    if not found:
        return None
    one = chance.choice(found)
    condition = one.group(1)
    if re.search("[!=]=", condition):
        new = re.sub("[!=]=", lambda each: "==" if each.group() == "!=" else "!=", condition)
    else:
        new = re.sub(r"(\A|; )!", r"\1", condition)
    return text[:one.start(1)] + new + text[one.end(1):]


def is_imported(method, token, text):
    """Whether Java's file knows a static method. If not, a test that calls it does not compile, and shows nothing."""
    imports = re.findall(r"(?m)^[ \t]*import +static +[\w.]+\.(\w+|\*)", text)
    return "." in token or not imports or method in imports or "*" in imports


def opposite_said(text, told, start, end, path):
    """The text with the opposite of one assertion; None if there is none that is known."""
    if path.endswith(".go"):
        new = turned_in_go(text, start, end)
        if new:
            return new
    changes = []
    for number, (token, place) in enumerate(told[:-1]):
        last = token.rpartition(".")[2]
        behind = told[number + 1][0]
        if token in OF_OBJECT:
            changes.append((place, len(token), OF_OBJECT[token]))
        elif last in TURNED and path.endswith(JAVA) and not is_imported(TURNED[last], token, text):
            first = matched_up(arguments(told[number + 2:]), text, path) if behind == "(" else []
            if last in ("assertTrue", "assertFalse") and first:
                begin, stop = span(first[0])
                changes.append((begin, stop - begin, "!(%s)" % text[begin:stop]))
        elif last in TURNED:
            changes.append((place + len(token) - len(last), len(last), TURNED[last]))
        elif token in TRUE_OF and behind == "(":
            first = arguments(told[number + 2:])
            if first and first[0]:
                begin, stop = first[0][0][1], first[0][-1][1] + len(first[0][-1][0])
                changes.append((begin, stop - begin, "!(%s)" % text[begin:stop]))
        elif path.endswith(".rb") and token.partition("_")[0] in ("assert", "refute") and "raise" not in token:
            word = token.partition("_")[0]
            changes.append((place, len(word), "refute" if word == "assert" else "assert"))
    for found in MATCHER.finditer(text, start, end):
        negated = text[:found.start()].endswith(".not")
        if found.group() in (".to", ".should"):
            negated = text[found.end():].startswith(".not")
            changes.append((found.end(), 4 if negated else 0, "" if negated else ".not"))
        else:
            changes.append((found.start() - 4 * negated, 4 * negated, "" if negated else ".not"))
    changes = [each for each in changes if not in_text(each[0], told)]
    if not changes:
        return None
    place, length, new = chance.choice(changes)
    return text[:place] + new + text[place + length:]


def in_text(place, told):
    """Whether a place is within a text or a comment."""
    return any(token[:1] in "\"'`" and at < place < at + len(token) for token, at in told)
