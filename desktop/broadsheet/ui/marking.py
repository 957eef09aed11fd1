"""Properties of widgets that the style sheet selects by."""

from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects by, and paint anew where it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
