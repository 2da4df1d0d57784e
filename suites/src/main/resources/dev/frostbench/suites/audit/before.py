

def _frostbench_rest():
    """Run what was in the place of this file."""
    path = __file__ + ".before"
    with open(path, "rb") as before:
        text = before.read()
    if b"_frostbench_rest" not in text:
        exec(compile(text, __file__, "exec", dont_inherit=True), globals())


_frostbench_rest()
