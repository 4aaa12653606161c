"""What leaves as JSON comes back as it was, and is what the schema promises."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from count_strategies import COUNT_NOUNS
from fusion_strategies import FUSION_NOUNS
from strategies import NOUNS as READ_NOUNS
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.wire import from_wire, json_schema, to_wire

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
NOUNS = {**READ_NOUNS, **COUNT_NOUNS, **FUSION_NOUNS}
each_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)


@each_noun
@quick
@given(data=st.data())
def test_a_noun_comes_back_from_json_as_it_was(noun: type[Any], data: st.DataObject) -> None:
    """Equal after the way through JSON text, to the last field."""
    value = data.draw(NOUNS[noun])
    assert from_wire(noun, json.loads(json.dumps(to_wire(value)))) == value


@each_noun
@quick
@given(data=st.data())
def test_the_json_of_a_noun_fits_its_schema(noun: type[Any], data: st.DataObject) -> None:
    """Any value that can be made is one that the schema admits."""
    value = data.draw(NOUNS[noun])
    jsonschema.validate(to_wire(value), json_schema(noun))


@each_noun
@quick
@given(data=st.data())
def test_a_field_too_many_is_refused(noun: type[Any], data: st.DataObject) -> None:
    """A misspelt field is an error with its name and never silently dropped."""
    wire = {**to_wire(data.draw(NOUNS[noun])), "no_such_field": 1}
    with pytest.raises(InvalidValue, match="no_such_field"):
        from_wire(noun, wire)


@each_noun
@quick
@given(data=st.data())
def test_a_missing_field_is_named(noun: type[Any], data: st.DataObject) -> None:
    """Each field without a default is asked for by name."""
    wire = to_wire(data.draw(NOUNS[noun]))
    body = json_schema(noun)["$defs"][noun.__name__]
    if not body["required"]:
        return
    lost = data.draw(st.sampled_from(body["required"]))
    with pytest.raises(InvalidValue, match=f"{lost}: is missing"):
        from_wire(noun, {key: item for key, item in wire.items() if key != lost})
