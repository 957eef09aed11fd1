"""The order in which the keyboard goes through the sheet: as one reads it."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from broadsheet.ui.sheet.flow import Flow

_BY_TAB = (Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus, Qt.FocusPolicy.TabFocus)


def reading(widget: QWidget) -> list[QWidget]:
    """Return the widgets inside that Tab can reach, in reading order; hidden ones keep their place."""
    return list(_inside(widget))


def chain(widgets: list[QWidget]) -> None:
    """Make Tab go through the widgets in this order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if isinstance(widget, Flow):
        children: Iterator[QWidget] = iter(widget.in_order())
    elif layout is not None:
        children = _laid_out(layout)
    else:
        children = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    for child in children:
        if child.focusPolicy() in _BY_TAB:
            yield child
        else:
            yield from _inside(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, nested = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif nested is not None:
            yield from _laid_out(nested)
