"""Strategies for the nouns of fusion: sources, lineage, casualties, comparison, credibility."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from strategies import citations, days, ids, maybe, names, some, validities, words
from trucewatch.domain import casualties, comparison, credibility, lineage, source
from trucewatch.domain.actor import ActorName

Strategy = st.SearchStrategy

facts = st.dictionaries(ids, words, max_size=2)
few_ids = some(ids)

sources = st.builds(
    source.Source,
    id=ids,
    kind=st.sampled_from(source.SourceKind),
    names=st.lists(st.builds(ActorName, names, st.just("en")), min_size=1, max_size=2).map(tuple),
    ownership=some(
        st.builds(
            source.Ownership,
            kind=st.sampled_from(source.OwnershipKind),
            citation=citations,
            owner=words,
            asserted_by=few_ids,
            contested_by=few_ids,
            valid=validities,
        )
    ),
    alignment=some(st.builds(source.Alignment, to=ids, citation=citations, contested_by=few_ids)),
    independence_group=maybe(ids),
    domains=few_ids,
)

signs = st.builds(lineage.Sign, st.sampled_from(lineage.Taking), facts)
edges = st.builds(
    lineage.Edge,
    taken=ids.map("a{}".format),
    origin=ids.map("b{}".format),
    how=st.sampled_from(lineage.Taking),
    evidence=words,
    signs=some(signs),
    order=st.sampled_from(lineage.Order),
)
voices = st.builds(
    lineage.Voice, name=names, actor=maybe(ids), unnamed=st.booleans(), publisher=st.booleans()
)
lineages = st.builds(
    lineage.Lineage,
    edges=some(edges),
    origins=some(st.tuples(ids, ids)),
    untold=few_ids,
    circles=some(few_ids),
    chains=some(
        st.builds(
            lineage.Chain,
            statement=ids,
            report=words,
            source=maybe(ids),
            published=maybe(days),
            voices=some(voices),
        )
    ),
    roots=some(
        st.builds(
            lineage.Origin,
            id=ids,
            name=names,
            actor=maybe(ids),
            unnamed=st.booleans(),
            through=words,
            statements=few_ids,
        )
    ),
    groups=some(
        st.builds(
            lineage.OriginGroup, id=ids, origins=few_ids, why=st.sampled_from(lineage.Sharing)
        )
    ),
    came_back=some(
        st.builds(lineage.CameBack, statement=ids, how=st.sampled_from(lineage.Taking), facts=facts)
    ),
    quotes=some(
        st.builds(lineage.Quote, circle=st.integers(0, 3), statement=ids, outlet=ids, quoted=ids)
    ),
    without=some(
        st.builds(
            lineage.Without,
            source=ids,
            independent=st.integers(0, 9),
            at_most=st.integers(0, 9),
            statements=few_ids,
        )
    ),
)

numbers = st.integers(0, 50)
told_figures = st.builds(
    lambda low, more, **rest: casualties.ToldFigure(
        low=low, high=None if more is None or low is None else low + more, **rest
    ),
    maybe(numbers),
    maybe(numbers),
    origin=ids,
    words=words,
    statements=few_ids,
    stands=st.booleans(),
)
_GIVEN = {casualties.Best.MOST_ORIGINS, casualties.Best.ONLY_ACCOUNT}
tolls = st.sampled_from(casualties.Best).flatmap(
    lambda because: st.builds(
        casualties.Toll,
        fate=st.sampled_from(casualties.Fate),
        who=ids,
        low=maybe(numbers),
        best=numbers if because in _GIVEN else st.none(),
        high=maybe(numbers),
        because=st.just(because),
        told=some(told_figures),
        contradicted=st.booleans(),
        part_of=maybe(ids),
    )
)

told_values = st.builds(
    comparison.ToldValue, value=words, words=words, origins=few_ids, statements=few_ids
)
_OPEN = {comparison.Standing.DIFFER, comparison.Standing.NOT_TOLD}
compared_parts = st.sampled_from(comparison.Standing).flatmap(
    lambda standing: st.builds(
        comparison.ComparedPart,
        part=ids,
        standing=st.just(standing),
        agreed=st.none() if standing in _OPEN else told_values,
        versions=some(told_values),
        untold=few_ids,
    )
)

reasons = words.map("because {}".format)
judgements = st.builds(
    credibility.Judgement,
    by=ids,
    day=days,
    about=ids,
    reason=reasons,
    topic=words,
    reliability=st.sampled_from(source.Reliability),
) | st.builds(
    credibility.Judgement,
    by=ids,
    day=days,
    about=ids,
    reason=reasons,
    information=st.sampled_from(credibility.Information),
)
considerations = st.builds(
    credibility.Consideration, rule=ids, facts=facts, statements=few_ids, words=some(words)
)
weighed = st.builds(
    credibility.Credibility, judgements=some(judgements), considerations=some(considerations)
) | st.builds(
    credibility.Credibility,
    judgements=some(judgements),
    considerations=some(considerations),
    confidence=st.sampled_from(
        [one for one in credibility.Confidence if one is not credibility.Confidence.NOT_JUDGED]
    ),
    row=ids,
    met=few_ids,
    percent=st.tuples(st.integers(0, 50), st.integers(51, 100)),
)

FUSION_NOUNS: dict[type[Any], Strategy[Any]] = {
    casualties.Casualties: st.builds(casualties.Casualties, tolls=some(tolls)),
    comparison.Comparison: st.builds(
        comparison.Comparison, parts=some(compared_parts), denied=few_ids
    ),
    credibility.Credibility: weighed,
    credibility.Judgement: judgements,
    lineage.Lineage: lineages,
    source.Source: sources,
}
"""The nouns that fusion adds, with the strategies that make them."""
