"""Our figures are those of the scorers that stand beside the repository, on the same input."""

from __future__ import annotations

import importlib.util
import json
import random
from types import ModuleType

import msgspec
import pytest

from evaluation.articles import ArticleSet
from evaluation.cases import Case, case_sets, shared_folder
from evaluation.intervals import added
from evaluation.product import answer_case
from evaluation.protocol.annotation import Annotation
from evaluation.protocol.attribution import ATTRIBUTION_FIGURES, Attributed, count_attributions
from evaluation.protocol.counting import Counts, compare
from evaluation.protocol.figures import CASE_FIGURES
from evaluation.protocol.links import Corroboration, count_links, with_findings
from evaluation.scoring import score_cases

pytestmark = [
    pytest.mark.shared,
    # the scorers beside the repository leave their files to be closed by Python
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.skipif(
        not (shared_folder() / "cases" / "score.py").is_file(),
        reason="the evaluation data that stand beside the repository are not here",
    ),
]

SETS = {one.name: one for one in case_sets() if one.present}
OURS_ONLY = {"advertising_fp_share", "text_whole", "broken_rules", "failures"}
PARTS = {"all": "all", "quoted": "q", "unquoted": "nq"}
SPANS = {"end_to_end": "end2end", "span": "span_iou50", "exact": "span_exact"}


def scorer(folder: str) -> ModuleType:
    path = shared_folder() / folder / "score.py"
    spec = importlib.util.spec_from_file_location(f"shared_{folder}_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def theirs(gold_dir, pred_dir) -> dict[str, float]:
    module = scorer("cases")
    total, _ = module.run(str(gold_dir), str(pred_dir))
    rates, numbers = module.report(total)
    return {**rates, "depicted_leaks": numbers["depicted_leaks"]}


def ours(counts: Counts) -> dict[str, float]:
    return {f.key: f.of(counts).value for f in CASE_FIGURES if f.key not in OURS_ONLY}


def spoilt(gold: Annotation, seed: int) -> Annotation:
    """A prediction with every kind of mistake, made from the gold by chance."""
    draw = random.Random(seed)  # noqa: S311
    statements = [spoilt_statement(s, draw) for s in gold.statements if draw.random() < 0.8]
    statements += [
        msgspec.structs.replace(s, content="words that nobody said at all", speaker="Nobody")
        for s in gold.statements
        if draw.random() < 0.2
    ]
    if gold.optional and statements:
        statements.append(msgspec.structs.replace(statements[0], content=gold.optional[0]))
    claims = [spoilt_claim(c, draw) for c in (*gold.claims, *gold.claims) if draw.random() < 0.6]
    draw.shuffle(statements)
    draw.shuffle(claims)
    flagged = (*gold.advertising, "and more words", *gold.optional[:1])
    return msgspec.structs.replace(
        gold,
        statements=tuple(statements),
        claims=tuple(claims),
        unknowns=tuple(u[: draw.choice((20, 200))] for u in gold.unknowns),
        advertising=flagged[draw.choice((0, 1)) :],
        title=draw.choice((gold.title, "Another title", None)),
        outlet=draw.choice((gold.outlet, None)),
        same_claim_as=gold.same_claim_as[: draw.choice((0, 1, 2))],
        syndicated_from=draw.choice((gold.syndicated_from, None, "some_other_report")),
    )


def spoilt_statement(said, draw):
    content = [said.content] if isinstance(said.content, str) else list(said.content or ())
    words = " ".join(content).split()
    return msgspec.structs.replace(
        said,
        content=draw.choice((said.content, " ".join(words[: max(1, len(words) * 2 // 3)]))),
        speaker=draw.choice((said.speaker, said.quoted_via, "Nobody", None, "the minister")),
        speaker_kind=draw.choice((said.speaker_kind, "unknown")),
        manner=draw.choice((said.manner, said.manner, "earnest", "ironic", "depicted")),
        form=draw.choice((said.form, "indirect")),
        channel=draw.choice((said.channel, None)),
        quoted_via=draw.choice((said.quoted_via, said.quoted_via, "Nobody")),
        abstained=draw.random() < 0.2,
    )


def spoilt_claim(claim, draw):
    words = (claim.text or "").split()
    return msgspec.structs.replace(
        claim,
        text=" ".join(words[draw.choice((0, 0, 1, 3)) :]),
        kind=draw.choice((claim.kind, claim.kind, claim.kind, "control")),
        value=draw.choice((claim.value, claim.value, 7.0)),
        low=draw.choice((claim.low, None)),
        item=draw.choice((claim.item, None, "thing")),
        by=draw.choice((claim.by, "author")),
        window=draw.choice((claim.window, None, "yesterday")),
        certainty=draw.choice((claim.certainty, "denied")),
        literal=draw.choice((claim.literal, True)),
        evidence=draw.choice((claim.evidence, ("video",))),
    )


def written(annotation: Annotation, path) -> None:
    shape = {k: v for k, v in msgspec.to_builtins(annotation).items() if v is not None}
    shape["_leaks"] = shape.pop("leaks")
    path.write_text(json.dumps(shape), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", sorted(SETS))
def test_spoilt_annotations_score_the_same(name, seed, tmp_path):
    cases = SETS[name].cases()
    found = {case.name: spoilt(case.gold, seed * 100 + i) for i, case in enumerate(cases)}
    for case in cases:
        written(found[case.name], tmp_path / f"{case.name}.json")
    compared = {case.name: compare(case.gold, found[case.name]) for case in cases}
    gold = {case.name: case.gold for case in cases}
    links = count_links(gold, found, {n: one.claims for n, one in compared.items()})
    total = added([*(one.counts for one in compared.values()), links])
    assert ours(total) == pytest.approx(theirs(SETS[name].folder, tmp_path), abs=1e-9)


def test_records_of_the_product_score_the_same(tmp_path):
    cases = SETS["open"].cases()
    answers = [answer_case(case) for case in cases]
    across = made_up_findings(cases, answers)
    for answer in answers:
        assert answer.record is not None
        (tmp_path / f"{answer.name}.json").write_text(answer.record.to_json(), encoding="utf-8")
    (tmp_path / "_corroboration.json").write_bytes(msgspec.json.encode(across))
    scores, links = score_cases(cases, answers, across)
    total = added([*(score.comparison.counts for score in scores), links])
    assert ours(total) == pytest.approx(theirs(SETS["open"].folder, tmp_path), abs=1e-9)


def made_up_findings(cases: tuple[Case, ...], answers) -> Corroboration:
    first, second = answers[0], answers[1]
    pairs = [
        ((first.name, one.id), (second.name, other.id))
        for one, other in zip(first.record.claims, second.record.claims, strict=False)
    ]
    return Corroboration({cases[1].name: cases[0].name}, tuple(pairs))


def test_findings_on_unknown_claims_are_ignored():
    found = {"one": Annotation()}
    across = Corroboration(same_claim=((("one", "c1"), ("two", "c2")),))
    assert with_findings(found, across)["one"].same_claim_as == ()


@pytest.mark.parametrize("peer", ["citron_polnear", "ggt_md", "textacy_para"])
def test_attributions_of_other_systems_score_the_same(peer):
    module = scorer("attribution")
    folder = ArticleSet().folder
    articles = ArticleSet().articles()
    predicted = module.load(str(folder / "peers_dev" / f"{peer}.jsonl"))
    tallies = [
        count_attributions(
            article.text(),
            article.gold,
            [
                Attributed(
                    module.spans_of(one, "content"),
                    module.spans_of(one, "source"),
                    one.get("speaker"),
                )
                for one in predicted.get(article.name, [])
            ],
        )
        for article in articles
    ]
    total = added(tallies)
    mine = {f.key: f.of(total) for f in ATTRIBUTION_FIGURES}
    gold = module.load(str(folder / "gold_dev.jsonl"))
    texts = module.load_texts(str(folder / "texts_dev"), gold)
    their_figures = module.score(gold, predicted, texts)
    for part, short in PARTS.items():
        for key, theirs_key in SPANS.items():
            wanted = their_figures[short][theirs_key]
            assert round(100 * mine[f"{part}_{key}_F1"].value, 1) == wanted["F1"]
            assert total[f"{part}_{'end' if key == 'end_to_end' else key}"] == wanted["tp"]
        tokens = their_figures[short]["content_token"]
        assert total[f"{part}_token_tp"] == tokens["tp"]
        assert round(100 * mine[f"{part}_token_F1"].value, 1) == tokens["F1"]
        assert total[f"{part}_pred"] == their_figures[short]["end2end"]["npred"]
