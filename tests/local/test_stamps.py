"""Stamps: when a step is done again."""

from coopwatch.local.stamps import fingerprint, is_done, mark_done


def test_a_step_is_done_again_when_its_input_changes(tmp_path):
    lock, stamp = tmp_path / "some.lock", tmp_path / "deep" / ".stamp"
    lock.write_text("django==5.2.1")
    assert not is_done(stamp, fingerprint([lock]))
    mark_done(stamp, fingerprint([lock]))
    assert is_done(stamp, fingerprint([lock]))
    lock.write_text("django==5.2.2")
    assert not is_done(stamp, fingerprint([lock]))


def test_the_same_content_under_another_name_is_another_input(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text("same")
    assert fingerprint([tmp_path / "a"]) != fingerprint([tmp_path / "b"])


def test_words_and_files_do_not_run_into_each_other(tmp_path):
    assert fingerprint([], "ab", "c") != fingerprint([], "a", "bc")
