"""Served centres that differ only in the text that side A filed, which nobody else may see."""

from __future__ import annotations

from position_world import CASE, signed
from served_world import Served
from trucewatch.domain.access import Side
from trucewatch.domain.position import Said, Stance

POSITIONS = f"/review/case/{CASE}/positions"
MARK = "zzgunszz"
"""Stands in each hidden text, and nowhere else."""
HIDDEN = (Said(Stance.REJECT, MARK), Said(Stance.CONFIRM, MARK + " المدافع" * 1500))
"""As short and as long as texts are."""


def files(centre: Served, said: Said) -> None:
    """Side A drafts, files and looks, over HTTP."""
    told = {"stance": said.stance.value, "text": said.text, "follows": 0}
    assert centre.post("head-a", f"{POSITIONS}/draft", **told).status == 302
    given = signed(Side.A, said)
    assert given.opened is not None
    told = {"note": given.note, "salt": given.opened.salt, "version": 1, "key": "k"}
    answer = centre.post("head-a", f"{POSITIONS}/file", **told)
    assert answer.status == 302, answer.body.decode()
    own = centre.get("head-a", POSITIONS)
    assert MARK.encode() in own.body
