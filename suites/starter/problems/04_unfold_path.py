def unfold_path(path):
    """List every folder above an absolute path, from the root down, and the path itself.
    >>> unfold_path('/srv/data/a')
    ['/', '/srv', '/srv/data', '/srv/data/a']
    """
#: solution
    parts = [part for part in path.split("/") if part]
    return ["/"] + ["/" + "/".join(parts[:end]) for end in range(1, len(parts) + 1)]
#: test
def check(candidate):
    assert candidate("/") == ["/"]
    assert candidate("/srv/data/a") == ["/", "/srv", "/srv/data", "/srv/data/a"]
    assert candidate("//x//y/") == ["/", "/x", "/x/y"]
