import pathlib
def test_second_try(tmp_path_factory):
    mark = pathlib.Path("again.mark")
    if not mark.exists():
        mark.write_text("x")
        assert 0, "not yet"
    mark.unlink()
def test_never():
    assert 0
