"""Logs in the form of each test runner that swebench has a parser for, drawn from a seed, and ways to spoil them.

Nothing here was taken from a log: names and outcomes are made up, in the forms that the runners print.
"""
import json

WORDS = ["adds", "log(photon", "a b", "reads [x]", "münze", "is - not", "100%", "/tmp/ab12/x", "x=1", "日本", "with (parens)",
         "Größe", "empty", "λ", "tab", "http://h/p", "it's", "ok", "PASSED", "…", "a:b", "<b>", "FAIL", "\u00a0nb"]
PYTEST = ["PASSED", "PASSED", "PASSED", "FAILED", "SKIPPED", "XFAIL", "ERROR"]


def names(rng, count):
    return [" ".join(rng.sample(WORDS, rng.randint(1, 3))) + f" {at}" for at in range(count)]


def ids(rng, count):
    return [f"tests/test_{rng.choice('abc')}.py::{rng.choice(['TestX::', ''])}test_{at}"
            + rng.choice(["", "", "[1]", "[a b]", "[/tmp/x/y]", "[log(photon - 2)]", "[//h/*]", "[[1] x]",
                          "[MouseButton.LEFT-1]", "[\x1b[31mred]"]) for at in range(count)]


def pytest(rng):
    lines = ["============= test session starts =============", "collected 9 items", "", "tests/test_a.py .F.s [ 40%]",
             "PASSED [100%]", "=========== short test summary info ==========="]
    for test in ids(rng, 12):
        status = rng.choice(PYTEST)
        why = {"FAILED": " - assert 1 == 2 - no", "ERROR": " - why", "XFAIL": " - later"}.get(status, "")
        lines.append(f"SKIPPED [{rng.randint(1, 9)}] {test.split('::')[0]}:3: needs - x" if status == "SKIPPED" and rng.random() < .7
                     else f"{status} {test}{why}")
    return lines + ["ERRORS in the end", "======== 3 failed, 6 passed in 0.41s ========"]


def pytest_v2(rng):
    lines = pytest(rng)
    for test in ids(rng, 6):
        lines.insert(rng.randint(1, len(lines)), f"{test} {rng.choice(PYTEST)}" + rng.choice(["", "   [ 10%]"]))
    return [f"\x1b[32m{line}\x1b[0m" if rng.random() < .3 else line for line in lines]


def seaborn(rng):
    return pytest(rng) + [f"{test} PASSED [ 5%]" for test in ids(rng, 4)] + ["FAILED  ", "x PASSED y"][:rng.randint(0, 2)]


def django(rng):
    lines = ["Testing against Django installed in '/testbed/django' with up to 2 processes", "--version is equivalent to version"]
    for at in range(14):
        test = f"test_{at} (app.tests.{rng.choice(['A', 'B'])})"
        lines.append(rng.choice([
            f"{test} ... ok", f"{test} ... FAIL", f"{test} ... ERROR", f"{test} ... skipped 'no'", f"{test} ...  OK",
            f"{test}\nSays what. ... ok", f"{test} ... printed\nok", f"{test} ... Internal Server Error: /a/b/\nok",
            f"{test} ... System check identified no issues (0 silenced)\nok",
            f"{test} ... Testing against Django installed in\n 'x' silenced).\nok",
            "Applying sites.0002_alter_domain_unique...test_no_migrations (a.b) ... ok"]))
    return lines + [f"FAIL: test_{rng.randint(0, 9)} (app.tests.A)", f"ERROR: test_{rng.randint(0, 9)} (app.tests.B)",
                    "Ran 14 tests in 0.2s"]


def sympy(rng):
    lines = ["============ test process starts ============", "sympy/core/tests/test_x.py[9]"]
    lines += [f"test_{at}{rng.choice(['', '_x'])} {rng.choice(['ok', 'F', 'E', 'f', 's', 'Xok'])}" for at in range(9)]
    lines += ["", "_" * 20 + f" sympy/core/tests/test_x.py:test_{rng.randint(0, 9)} " + "_" * 12, "AssertionError"]
    return lines + ["tests finished: 7 passed, 1 failed in 0.1 seconds"]


def mocha(rng, tick="✓", cross=None, summary=True, indent=2):
    lines = [""]
    for suite in names(rng, 3):
        lines.append(" " * indent + suite)
        for test in names(rng, 3):
            time = rng.choice(["", f" ({rng.randint(1, 99)}ms)"])
            lines.append(" " * 2 * indent + (f"{tick} {test}{time}" if rng.random() < .7
                                             else f"{cross or str(rng.randint(1, 9)) + ')'} {test}{time}"))
            if rng.random() < .2:
                lines += [" " * 2 * indent + "nested", " " * 3 * indent + f"{tick} inner {rng.randint(0, 9)}"]
    if summary:
        lines += ["", "  6 passing (2s)", "  3 failing", "", f"  1) {names(rng, 1)[0]}", "       inner:", "     Error: timeout",
                  "      at x (y.js:1:2)"]
    return lines


def tests_json(rng, count=4):
    make = lambda: [{"title": "t", "fullTitle": name, "duration": 1.5, "err": {}} for name in names(rng, count)]
    return {"stats": {"suites": 2}, "tests": [], "pending": [], "failures": make(), "passes": make()}


def prismjs(rng):
    lines = []
    for _ in range(rng.randint(1, 3)):
        lines += ["+ ./node_modules/.bin/mocha tests/run.js --reporter json", "noise",
                  *json.dumps(tests_json(rng), indent=2, ensure_ascii=rng.random() < .5).split("\n"), "+ true"]
    return lines


def lighthouse(rng):
    kind = rng.randint(0, 2)
    if kind == 0:
        return ["running 12 test files", *mocha(rng, "✔", summary=False), f"{rng.randint(1, 9)} passing (1s)", "after"]
    if kind == 1:
        return pass_fail(rng)
    return ["+ ./node_modules/.bin/mocha --reporter json", *json.dumps(tests_json(rng), indent=2).split("\n")]


def eslint(rng):
    lines = ["Executed 40 of 40", ""]
    for at, name in enumerate(names(rng, 5)):
        lines += [f"  {at + 1}) {name}", f"       {rng.choice(['valid', 'in valid'])}:", "",
                  f"      {rng.choice(['Assertion', 'Type', ''])}Error: {rng.choice(['x', 'Error Error'])}", "      + expected - actual"]
    return lines


def karma_failures(rng):
    browsers = ["2KPhantomJS 2.1.1 (Linux 0.0.0)", "2KPhantomJS 2.1.1 (Linux x86_64)", "Chrome Headless 99.0 (Linux x86_64)",
                "HeadlessChrome 99.0.1 (Linux 0.0.0)", "Chrome 99.0 (Linux 0.0.0)", "Chrome Headless 99.0 (Linux x86_64)",
                "\x1b[31mChrome 99.0.4 (Linux x86_64)"]
    lines = ["Executed 90 of 90 SUCCESS"]
    lines += [f"{rng.choice(browsers)} {name} FAILED" + rng.choice(["", "\x1b[39m", " "]) for name in names(rng, 8)]
    lines += [f"  {rng.randint(1, 9)}) {names(rng, 1)[0]}", "   more:", "     Error: x", f"case {names(rng, 1)[0]}: mismatch 3",
              "TOTAL: 4 SUCCESS", "'cases/x': ok"]
    return lines


def marked(rng):
    return [f"{rng.choice(['', ' '])}{at}) {name}" for at, name in enumerate(names(rng, 6))] + ["10 specs, 3 failures"]


def p5js(rng):
    lines = ["12 passing (3s)", "{", "  1) in json:", "}", "[1, 2]", "<div>\n 1) in html:\n<div></div></div>"]
    for at, name in enumerate(names(rng, 5)):
        lines += [f"  {at}) {name.replace(':', '')}", f"       {rng.choice(['inner', 'other'])}", "         deepest:", "     AssertionError"]
    return lines


def next_log(rng):
    if rng.random() < .5:
        lines = []
        for suite in names(rng, 3):
            lines += [f"  Running:  {suite}.js (1 of 3)", "", "", f"  {suite}"]
            lines += [rng.choice([f"    ✓ {name} (20ms)", f"    {at}) {name}"]) for at, name in enumerate(names(rng, 4))]
        return lines
    return ["+ xvfb-run -a karma", "Starting browser Chrome", "  AssertionError: #1\nlost\n\n", *mocha(rng, "✓", "✗", False),
            "LOG: ✓ printed", "TOTAL: 3 SUCCESS", "  ✓ after"]


def quarto(rng):
    lines = []
    for name in names(rng, 8):
        path = rng.choice(["/tmp/q1w2/", "/tmp/zz9.qmd", "docs/"])
        lines.append(f"[{rng.choice(['smoke', 'unit', 'other'])}] {path} {name} ... "
                     + rng.choice(["\x1b[0m\x1b[32mok\x1b[0m", "\x1b[31mFAILED\x1b[0m", "", "\x1b[34mINFO", "1 passed 2 failed (3 steps)"]))
    return lines + ["ERRORS", "[smoke] after ... \x1b[32mok"]


def pass_fail(rng):
    return [f"{rng.choice(['PASS', 'PASS', 'FAIL'])} {name}" + rng.choice(["", " (5.2s)", " (12ms)", " (1.5 s)", " (x)"])
            for name in names(rng, 10)] + ["FAIL", "next/line.js", "Tests:       3 failed, 4 passed, 7 total"]


def jest(rng, marks="✓✕○", times=("", " (5 ms)", " (1.2 s)", " (3s)")):
    return [f"PASS src/{rng.randint(1, 9)}.js", *(f"    {rng.choice(marks)} {name}{rng.choice(times)}" for name in names(rng, 10)),
            "Test Suites: 1 failed, 2 passed, 3 total"]


def calypso(rng):
    return ["+ ./node_modules/.bin/jest -c x", *mocha(rng, "✓", "✕", False), "  ● suite › test", "    ✓ after",
            "+ ./node_modules/.bin/jest -c y", *mocha(rng, "✓", "✕", False), "Test Suites: 2 passed, 2 total"]


def karma(rng):
    return ["START:", "Starting browser ChromeHeadless", *mocha(rng, "✔", "✖", False), "SUMMARY:", "✔ 4 tests completed"]


def doctest(rng):
    lines = ["x", '<?xml version="1.0" encoding="UTF-8"?>', '<doctest binary="t">', '  <Options order_by="file"/>']
    for name in names(rng, 3):
        lines.append(f'  <TestCase name="{escaped(name)}" filename="a.cpp">')
        for sub in names(rng, 3):
            lines.append(f'    <SubCase name="{escaped(sub)}">')
            lines += [f'      <Expression success="{rng.choice(["true", "true", "true", "false"])}" type="CHECK"><Original>'
                      f'a &lt; b</Original></Expression>' for _ in range(rng.randint(0, 3))]
            lines.append('      <SubCase filename="x"></SubCase></SubCase>' if rng.random() < .2 else "    </SubCase>")
        lines.append("  </TestCase>")
    return lines + ["</doctest>", "Program code."]


def escaped(name):
    return name.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def each(rng, *forms, count=14):
    return [rng.choice(forms).replace("NAME", name) for name in names(rng, count)]


def maven(rng):
    lines = []
    for at in range(6):
        lines += [f"+ mvnd test -B -Dtest=com.x.ATest#t{at} -pl x", "[INFO] Running", f"[INFO] BUILD {rng.choice(['SUCCESS', 'FAILURE'])}"]
    if rng.random() < .4:
        rng.shuffle(lines)
    return lines


GENERATORS = {
    **dict.fromkeys(["pytest", "astroid", "flask", "marshmallow", "pvlib", "pyvista", "sqlfluff", "xarray", "pytest_options",
                     "pydicom", "requests", "pylint", "matplotlib"], pytest),
    **dict.fromkeys(["pytest_v2", "astropy", "scikit", "sphinx"], pytest_v2),
    "seaborn": seaborn, "django": django, "sympy": sympy,
    "calypso": calypso, "bpmn_js": karma_failures, "chart_js": karma_failures, "openlayers": karma_failures,
    "carbon": pass_fail, "react_pdf": pass_fail, "grommet": pass_fail, "eslint": eslint, "highlightjs": mocha,
    "lighthouse": lighthouse, "next": next_log, "prismjs": prismjs, "quarto_cli": quarto, "marked": marked, "p5js": p5js,
    "jest": jest, "vitest": lambda rng: jest(rng, "✓×↓", ("", " 5ms", " 7", " [skipped]")),
    "jest_json": lambda rng: each(rng, "[PASSED] NAME", "[FAILED] NAME", "[PENDING] NAME"),
    "immutable_js": lambda rng: jest(rng) + each(rng, "[PASSED] NAME", "[FAILED] NAME"),
    "karma": karma, "tap": lambda rng: each(rng, "ok 1 NAME", "not ok 2 NAME", "ok 3 - NAME # SKIP x", "# NAME"),
    "redis": lambda rng: each(rng, "[ok]: NAME (12 ms)", "[ok]: NAME", "[err]: NAME in tests/unit/x.tcl", "[skip]: NAME",
                              "[ignore]: NAME (x)", "[exception]: NAME"),
    "jq": lambda rng: each(rng, "PASS: NAME", "FAIL: NAME", "SKIP: NAME"), "doctest": doctest,
    "micropython_test": lambda rng: each(rng, "pass  NAME", "FAIL  NAME", "skip  NAME"),
    "googletest": lambda rng: each(rng, "[       OK ] NAME (0 ms)", "[  FAILED  ] NAME (3 ms)", "1: [ OK ] NAME (a) (b)"),
    "gotest": lambda rng: each(rng, "--- PASS: NAME (0.00s)", "    --- FAIL: NAME/sub (1.20s)", "--- SKIP: NAME (0.00s)", "=== RUN NAME"),
    "maven": maven, "ant": lambda rng: each(rng, "    [junit] [PASS] NAME", " [junit] [FAIL] NAME", "[junit]  [ERR] NAME"),
    "gradle_custom": lambda rng: each(rng, "com.x.T > NAME PASSED", "com.x.T > NAME FAILED", "com.x.T > t1\nwarning\nPASSED",
                                      "com.x.T > t2\nFAILED", "> Task :NAME PASSED", "com.x.T > NAME SKIPPED"),
    "phpunit": lambda rng: each(rng, "NAME (Tests\\X)", " ✔ NAME", " ✘ NAME", " ↩ NAME"),
    "minitest": lambda rng: each(rng, "TestX#NAME. = 0.00 s = .", "TestX#NAME. = 0.10 s = F", "TestX#NAME. = 1 s = E", "TestX#NAME. = 1 s = S"),
    "cucumber": lambda rng: each(rng, "NAME ....", "NAME ..F", "NAME -"),
    "jekyll": lambda rng: each(rng, "TestX#NAME. = 0.00 s = .", "NAME ..F", "NAME ....", "T#NAME. = 1 s = E"),
    "ruby_unit": lambda rng: each(rng, "test: NAME:\t.: (0.001)", "NAME:\tF", "  NAME: E", "NAME: O: x", "NAME: Fx"),
    "rspec_transformed_json": lambda rng: each(rng, "NAME - passed", "NAME - failed", "NAME - pending"),
    "cargo": lambda rng: [rng.choice(["test a::t{} ... ok", "test a::t{} ... FAILED", "test a::t{} ... ignored", "test src/lib.rs - t{} (line 3) ... ok"]).format(at)
                          for at in range(14)],
}

# -- what can befall a log


def cut(rng, text):
    return text[:rng.randint(0, len(text))]


def without_head(rng, text):
    return text[rng.randint(0, len(text)):]


def shuffled(rng, text):
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def doubled(rng, text):
    return "\n".join(line for line in text.split("\n") for _ in range(rng.choice([1, 1, 2, 3])))


def coloured(rng, text):
    return "\n".join(f"\x1b[{rng.choice([0, 1, 31, 32])}m{line}\x1b[0m" if rng.random() < .4 else line for line in text.split("\n"))


def other_ends(rng, text):
    return text.replace("\n", rng.choice(["\r\n", "\r", "\n\n", "\x0b", "\x0c", "\u2028", "\x85", "\n\r"]))


def glued(rng, text):
    return "".join(line + ("\n" if rng.random() < .6 else rng.choice(["", " ", "\t"])) for line in text.split("\n"))


def indented(rng, text):
    return "\n".join(rng.choice(["", "", " ", "    ", "\t", "\u00a0", "\u3000", "\x1f"]) + line + rng.choice(["", "", " ", "\u2003", "\x1c"])
                     for line in text.split("\n"))


def lost_lines(rng, text):
    return "\n".join(line for line in text.split("\n") if rng.random() < .7)


def flipped(rng, text):
    text = list(text)
    for _ in range(rng.randint(1, 12)):
        if text:
            text[rng.randrange(len(text))] = rng.choice("\n [](){}<>:.-#=_/0F✓✔\u0661²\x1b\"'\u00e9\U0001f600")
    return "".join(text)


def markers(rng, text):
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(["\n>>>>> End Test Output\n", "\n>>>>> Start Test Output\n", "\n>>>>> Test Exit Code: 1\n",
                                   "\n>>>>> Tests Errored\n", "\n>>>>> Test Exit Code:\n\u0660\n", ">>>>> Test Exit Code: -1"]) + text[at:]


def nothing(rng, _):
    return rng.choice(["", "Killed", "Executed 0 of 0", "Tests:  ", "5 passing", "Test Suites: 1 a, 2 b, 3 total", "Test Suites: 5 total, x",
                       "TOTAL: 3 FAILED", "# tests 0", "0 specs, 0 failures", "1\u0660 specs, \u0663 failures", "x': ok", "Cannot find module"])


MUTATIONS = [cut, without_head, shuffled, doubled, coloured, other_ends, glued, indented, lost_lines, flipped, markers, nothing]


def spoiled(rng, text):
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        text = rng.choice(MUTATIONS)(rng, text)
    return text
