def tally_votes(votes):
    """Return the names with the most votes, sorted.
    >>> tally_votes(['ann', 'bo', 'ann'])
    ['ann']
    """
#: solution
    most = max(map(votes.count, votes), default=0)
    return sorted({name for name in votes if votes.count(name) == most})
#: test
def check(candidate):
    cases = [([], []), (["ann", "bo", "ann"], ["ann"]), (["b", "a"], ["a", "b"])]
    assert all(candidate(votes) == winners for votes, winners in cases)
