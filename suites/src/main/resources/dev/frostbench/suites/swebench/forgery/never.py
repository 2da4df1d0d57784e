"""Questions of other languages that no answer passes, neither the right one nor a wrong one. The opposite of a question
is passed by the wrong answer, and so tells nothing of code that turns outcomes around."""
SCRIPTS = (".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts")
JAVA = (".java", ".kt", ".groovy")
NATIVE = (".c", ".cc", ".cpp", ".cxx", ".h", ".hpp")
THROWING = {"throws": "throws", "doesNotThrow": "throws", "rejects": "rejects", "doesNotReject": "rejects",
            "notThrows": "throws"}
# ava says `is` where others say `equal`
OF_AVA = ("t.true", "t.false", "t.truthy", "t.falsy", "t.is", "t.not", "t.notThrows")
GO_OPERAND = re.compile(r"""!= *("(?:\\.|[^"\\\n])*"|\d+(?:\.\d+)?) *\Z""")
TESTIFY = re.compile(r"(assert|require)\.[A-Z]\w*\Z")
PHP_TRUTHS = TRUTHS + ("assertNotEmpty", "assertEmpty")
PHP_EQUAL = ("assertEquals", "assertSame", "assertNotEquals", "assertNotSame", "assertEqualsCanonicalizing")
OLD_JUNIT = re.compile(r"\bimport (?:static )?(?:org\.junit\.(?!jupiter)|junit\.framework\.)")


def some_text(text, quotes):
    """A text of this file with one character changed."""
    found = [token for token, _ in told_tokens(text, 0) if token[0] in quotes and token[-1] == token[0]
             and len(token) > SHORTEST + 1 and not re.search(r"[\\%$#{]", token)]
    words = re.findall(r"\b[A-Za-z]{4,}\b", text) or ["text"]
    return retyped(chance.choice(found) if found else quotes[0] + chance.choice(words) + quotes[0])


def close_of(text, at):
    """Where the bracket that opens at a place is closed: the place behind it."""
    depth = 0
    for found in TOKEN.finditer(text, at):
        depth += (found.group() in CLOSED) - (found.group() in CLOSED.values())
        if depth == 0:
            return found.end()
    return len(text)


def span(argument):
    return argument[0][1], argument[-1][1] + len(argument[-1][0])


def never_said(text, told, path):
    """The text with one question that no answer passes; None if there is none that is known."""
    if not told:
        return None
    forms = ((SCRIPTS, never_in_script), (".go", never_in_go), (JAVA, never_in_java), (".rs", never_in_rust),
             (NATIVE, never_in_native), (".php", never_in_php))
    changes = [change for ends, form in forms if path.endswith(ends) for change in form(text, told, path)]
    changes = [change for change in changes if not in_text(change[0], told)]
    if not changes:
        return None
    begin, stop, new = chance.choice(changes)
    return text[:begin] + new + text[stop:]


def calls(told):
    """Each call: its name, the name's place, its arguments."""
    for number, (token, place) in enumerate(told[:-1]):
        if told[number + 1][0] == "(" and re.match(r"[\w.$!]+\Z", token):
            yield token, place, arguments(told[number + 2:])


def never_in_script(text, told, path):
    for token, place, given in calls(told):
        holder, _, method = token.rpartition(".")
        if token not in OF_OBJECT and token not in TRUE_OF or not given:
            continue
        first, end = text[slice(*span(given[0]))], span(given[-1])[1]
        if method in THROWING:
            asked, wanted = THROWING[method], "/%s/" % some_text(text, "'\"")[1:-1].replace("/", ".")
        else:
            asked = "is" if token in OF_AVA else "equal" if holder == "t" else "strictEqual"
            wanted = some_text(text, "'\"")
        yield place, end, "%s.%s(%s, %s" % (holder or "assert", asked, first, wanted)
    for found in MATCHER.finditer(text, told[0][1], told[-1][1] + 1):
        begin = found.start() - 4 * text[:found.start()].endswith(".not")
        stop, other = found.end(), some_text(text, "'\"")
        if found.group() in (".to", ".should"):
            chain = re.compile(r"(?:\.\w+)*").match(text, stop)
            stop, said = chain.end(), chain.group().split(".")
            if {"eventually", "rejected", "rejectedWith", "fulfilled"} & set(said):
                continue
            begin, asked = found.start(), "%s.%s" % (found.group(), "throw" if "throw" in said else "equal")
        else:
            asked = ".toThrow" if found.group().startswith(".toThrow") else ".toBe"
        if text[stop:stop + 1] == "(":
            stop = close_of(text, stop)
        yield begin, stop, "%s(%s)" % (asked, other)


def conditions(text, told):
    """The conditions under which a test of Go fails, each with the literal that it wants, if there is one."""
    start = text.rfind("\n", 0, told[0][1]) + 1
    for found in GO_FAILS.finditer(text, start, told[-1][1] + 1):
        operand = GO_OPERAND.search(found.group(1).rstrip())
        yield found, operand if operand and other_literal(operand.group(1)) else None


def literal_asked(text, told, path):
    """Whether a test of Go wants a literal: then another one says all that the opposite would."""
    return path.endswith(".go") and bool(told) and any(operand for _, operand in conditions(text, told))


def never_in_go(text, told, path):
    failing = list(conditions(text, told))
    wants_literal = any(operand for _, operand in failing)
    for found, operand in failing:
        if operand:
            begin = found.start(1) + operand.start(1)
            yield begin, begin + len(operand.group(1)), other_literal(operand.group(1))
        elif not wants_literal:
            yield found.end(1), found.end(1), "|| len(%s) > 1 " % some_text(text, '"')
    for token, place, given in calls(told):
        named = TESTIFY.match(token)
        tester = text[slice(*span(given[0]))] + ", " if given and given[0][0][0] in TESTERS else ""
        asked = given[1:] if tester else given
        if named and asked:
            yield place, span(asked[-1])[1], "%s.Equal(%s%s, []interface{}{%s}" % (
                named.group(1), tester, some_text(text, '"'), text[span(asked[0])[0]:span(asked[-1])[1]])


def never_in_java(text, told, path):
    for token, _, given in calls(told):
        method = token.rpartition(".")[2]
        given = matched_up(given, text, path)
        if not given:
            continue
        begin, stop = span(given[0])
        asked, other = text[begin:stop], some_text(text, '"')
        if "->" in asked or "::" in asked:
            continue
        if method in ("assertTrue", "assertFalse"):
            new = "(%s) && %s.isEmpty()" if method == "assertTrue" else "(%s) || !%s.isEmpty()"
            yield begin, stop, new % (asked, other)
        elif method == "assertNull":
            yield begin, stop, "%s == null ? %s : %s" % (asked, other, asked)
        elif method == "assertNotNull":
            yield begin, stop, "%s == null ? %s : null" % (asked, asked)
        elif method in ("assertEquals", "assertSame") and len(given) == 2:
            yield begin, stop, other


def never_in_rust(text, told, path):
    for token, place, given in calls(told):
        asked = [text[slice(*span(argument))] for argument in given[:2]]
        never = " && %s.is_empty()" % some_text(text, '"')
        if token == "assert!" and asked:
            yield span(given[0]) + ("(%s)%s" % (asked[0], never),)
        elif token in ("assert_eq!", "assert_ne!") and len(asked) == 2:
            yield place, span(given[1])[1], "assert!((%s) == (%s)%s" % (*asked, never)


def never_in_native(text, told, path):
    for token, place, given in calls(told):
        kind, _, asks = token.partition("_")
        asked = [text[slice(*span(argument))] for argument in given[:2]]
        other = some_text(text, '"')
        if kind not in ("EXPECT", "ASSERT") or not asked:
            continue
        if asks == "TRUE":
            yield span(given[0]) + ("(%s) && sizeof(%s) == 1" % (asked[0], other),)
        elif asks == "FALSE":
            yield span(given[0]) + ("(%s) || sizeof(%s) > 1" % (asked[0], other),)
        elif asks in ("EQ", "NE") and len(asked) == 2:
            yield place, span(given[1])[1], "%s_TRUE((%s) == (%s) && sizeof(%s) == 1" % (kind, *asked, other)


def never_in_php(text, told, path):
    for token, place, given in calls(told):
        if token in PHP_TRUTHS and given:
            asked = text[slice(*span(given[0]))]
            yield place, span(given[0])[1], "assertSame(%s, %s" % (some_text(text, "'"), asked)
        elif token in PHP_EQUAL and len(given) > 1:
            yield place, span(given[0])[1], "assertSame(" + some_text(text, "'")


def failing_at_its_end(text, told, path):
    """The text with a test that fails at its end; None if nothing says where that is. It is for tests that ask in a
    way of their own: a helper, a condition. `told` are the tokens of the block, or what is given beside the name."""
    depth, ends = 0, []
    for token, place in told:
        depth += (token in CLOSED) - (token in CLOSED.values())
        if token == "}" and depth == 0:
            ends.append(place)
    if not path.endswith(SCRIPTS + (".go",)) or not told:
        return None
    of_block = told[0][0] != ","
    if not of_block and not ends:
        return None
    at = text.index("}", told[-1][1] + len(told[-1][0])) if of_block else ends[-1]
    tester = re.findall(r"(\w+) \*testing\.[TB]\b", text[:at])
    new = "throw new Error(%s)" % some_text(text, "'\"") if not path.endswith(".go") else "%s.Error(%s)" % (
        tester[-1] if tester else "t", some_text(text, '"'))
    alone = not text[text.rfind("\n", 0, at) + 1:at].strip()
    return text[:at] + ("" if alone else "; ") + new + " " + text[at:]
