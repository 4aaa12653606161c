"""What the joint review refuses."""

from __future__ import annotations

from trucewatch.data.review_words import refusal
from trucewatch.domain.errors import Refusal


class NotLawful(Refusal):
    """A step that the rules do not allow now; the sentence and the remedy go with the code.

    >>> NotLawful("not_from_here", step="close", state="opened").told("en")[1]
    'see on the page of the case what comes next'
    """

    code = "not_lawful"

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        what, remedy = refusal(code, "en", facts)
        super().__init__(what, remedy=remedy)

    def told(self, lang: str) -> tuple[str, str]:
        """The sentence and the remedy in the language of a page."""
        return refusal(self.code, lang, self.facts)
