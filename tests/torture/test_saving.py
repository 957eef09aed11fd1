"""No failing or killing system call harms a document, an export or a small file of the program's own."""

import msgspec
import pytest

from broadsheet.settings import Settings
from broadsheet.store import choices, traces
from broadsheet.store.traces import Traces
from torture import asking, saving

SETTINGS, TRACES = "config/settings.json", "state/traces.json"
OLD_SETTINGS, NEW_SETTINGS = Settings(house="old"), Settings(house="new")
OLD_TRACES, NEW_TRACES = Traces(("/old",)), Traces(("/new",))

ACTIONS = [
    saving.document_action("save over a file", "boat.textpack"),
    saving.document_action("save as a new file", "boat.textpack", over=False),
    saving.document_action("save over a folder", "boat.textbundle"),
    saving.document_action("save as a new folder", "boat.textbundle", over=False),
    saving.document_action("save over a folder, moved aside", "boat.textbundle", moved_aside=True),
    saving.export_action("export"),
    saving.export_action("export, moved aside", moved_aside=True),
    saving.small_action("settings", choices.write, choices.read, SETTINGS, old=OLD_SETTINGS, new=NEW_SETTINGS),
    saving.small_action("traces", traces.write, traces.read, TRACES, old=OLD_TRACES, new=NEW_TRACES, silent=True),
]


def write_in_place(chosen):
    choices.file().parent.mkdir(parents=True, exist_ok=True)
    choices.file().write_bytes(msgspec.json.encode(chosen))


CARELESS = [
    saving.document_action("careless: save over a file", "boat.textpack", save=saving.carelessly),
    saving.export_action("careless: export", saving.export_in_place),
    saving.small_action("careless", write_in_place, choices.read, SETTINGS, old=OLD_SETTINGS, new=NEW_SETTINGS),
]


test_a_few_faults_harm_nothing, test_no_fault_harms_anything = asking.harmless(ACTIONS, most=50)


@pytest.mark.parametrize("action", CARELESS, ids=asking.name)
def test_careless_writing_would_be_caught(sweep, action):
    assert sweep(action, 10, lambda fault: fault.call == "write").wrong
