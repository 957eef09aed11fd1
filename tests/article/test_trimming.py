from hypothesis import given
from hypothesis import strategies as st

from broadsheet.article import trimming
from broadsheet.article.trimming import Change

_TEXTS = st.text(alphabet="ab🚢", max_size=30)


@given(old=_TEXTS, new=_TEXTS)
def test_the_change_makes_one_text_of_the_other_and_is_the_smallest(old, new):
    change = trimming.between(old, new)
    came = new[change.start : change.start + change.added]
    assert old[: change.start] + came + old[change.start + change.removed :] == new
    gone = old[change.start : change.start + change.removed]
    assert not (came and gone and (came[0] == gone[0] or came[-1] == gone[-1]))


def test_writing_and_deleting_go_on_but_neither_with_the_other():
    write, backspace, forward = Change(4, 0, 1), Change(4, 1, 0), Change(5, 1, 0)
    assert write.goes_on_with(Change(5, 0, 1))
    assert not write.goes_on_with(Change(9, 0, 1))
    assert not write.goes_on_with(backspace)
    assert backspace.goes_on_with(Change(3, 1, 0))
    assert forward.goes_on_with(Change(5, 1, 0))
    assert not write.goes_on_with(Change(0, 5, 1))
    assert Change(0, 5, 1).goes_on_with(Change(1, 0, 1))
