# What every sample does, done a few times in the interpreter that will be forked. After a fork, the first use of anything
# costs copies of pages: what Python looks up once and remembers, its specialised code, the addresses of functions.
def rehearse():
    global PROMPT, PROGRAM, SOURCE, ENTRY, TEST, SIDE, WHOLE, LAST
    for _ in range(12):
        PROMPT = "from typing import List\n\n\ndef answer(numbers: List[int], text: str = 'a') -> bool:\n    \"\"\" So? \"\"\"\n"
        PROGRAM = PROMPT + "    found = {}\n    for at, number in enumerate(numbers):\n        if number in found and len(text) > 1:\n" \
            "            return False\n        found[number] = at * 2.5\n    return sorted(text + str(one) for one in numbers) != []\n"
        TEST = "META = {'author': ''}\n\n\ndef check(candidate):\n    assert candidate([1, 2, 3]) == True\n" \
            "    assert candidate([1, 2], 'ab') is not None, 'no'\n"
        ENTRY, SOURCE = "answer", PROGRAM.encode("utf-8", "surrogatepass")
        space, program = space_of_prompt(), {}
        guard_of_program()
        there_in, here_out = os.pipe()
        here_in, there_out = os.pipe()
        here, there = Side(here_in, here_out, True, space), Side(there_in, there_out, False, program)
        turn(here, here.send, tuple(WHOLE))
        turn(there, there.receive)
        exec(PROGRAM, program)
        turn(there, there.send, "ready", program[ENTRY], tuple(program))
        entry = turn(here, here.receive)[1]
        names_of(compile(TEST, "<test>", "exec"))
        for arguments in (([1, 2, 3],), ([1, 2], "ab"), ("abc", 1.5, None), ({"a": 1}, (1, 2), True)):
            turn(here, here.send, CALL, entry, arguments, ())
            turn(there, there.serve, turn(there, there.receive)[0], lambda *all: all[0], arguments, ())
            turn(here, here.receive)
        for fd in (there_in, there_out, here_in, here_out):
            os.close(fd)
        queued("self")
        json_of({"strict": "passed", "compat": "passed", "waited": 0.0, "starved": False})


def turn(side, step, *rest):
    global SIDE
    SIDE = side
    return step(*rest)


rehearse()
del rehearse, turn, PROMPT, PROGRAM, SOURCE, ENTRY
TEST, SIDE, WHOLE, LAST = "", None, [], ""
