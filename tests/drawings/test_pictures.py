"""What each kind of picture shows and says."""

import re

from deepdive.drawings.svg import SMALL
from tests.drawings.example import PACK, boxes, drawn, texts


def test_a_grid_names_who_has_to_be_heard_and_which_groups_are_missing() -> None:
    drawing = drawn(
        "stakeholder-map",
        {
            "people": (
                {
                    "who": "People who live alone",
                    "group": "people who use the service",
                    "power": "low",
                    "interest": "high",
                },
                {"who": "Night staff", "group": "front-line staff", "power": "not known", "interest": "high"},
            )
        },
    )
    assert drawing.says == (
        "Find a way for them to be heard: People who live alone.",
        "No row yet for: family and unpaid carers; managers and funders; partners outside; "
        "rules and safety; others.",
        "Not placed, because an answer is missing or not known: Night staff.",
    )
    assert {"1. People who live alone", "2. Night staff", "? Not placed yet"} <= set(texts(drawing))


def test_a_journey_shows_each_lane_and_counts_what_goes_wrong() -> None:
    drawing = drawn(
        "as-is-journey",
        {
            "stages": (
                {
                    "stage": "Sick call",
                    "happens": "It rings",
                    "pain": "Nobody knows",
                    "decision": "Who goes",
                    "data-point": "no",
                },
                {"stage": "Morning", "pain": "", "feeling": "worried", "decision": "", "data-point": "yes"},
            )
        },
    )
    assert drawing.says == (
        "Something goes wrong in 1 of 2 stages.",
        "Somebody decides, and nothing is known to be written down: Sick call.",
        "Nobody has said how the person feels: Sick call.",
    )
    assert {"1. Sick call", "It rings", "Nobody knows", "Who goes", "worried"} <= set(texts(drawing))


def test_a_journey_of_many_stages_goes_on_below() -> None:
    stages = tuple({"stage": f"Stage {number}"} for number in range(1, 8))
    svg = drawn("as-is-journey", {"stages": stages}).svg
    tops = {
        int(number): float(y) for y, number in re.findall(r'y="([0-9.]+)" [^>]*>[0-9]. Stage ([0-9])<', svg)
    }
    assert tops[1] == tops[4]
    assert tops[5] == tops[7] > tops[4]


def test_a_canvas_says_which_boxes_are_empty() -> None:
    drawing = drawn("lean-canvas", {"problem": "Slots are lost", "people": "Clerks"})
    assert drawing.says[0] == "2 of 9 boxes are filled in."
    assert drawing.says[1].startswith("Still empty: 3. Our promise in one sentence; 4. What we would do")
    assert texts(drawing).count("Nothing written yet") == 7
    assert len(boxes(drawing)) == 10


def test_scores_say_where_people_differed_before_any_total() -> None:
    drawing = drawn(
        "criteria-matrix",
        {
            "scores": (
                {"option": "A. Ring", "need": "2", "safety": "4", "cost": "4"},
                {"option": "B. Predict", "need": "4", "safety": "0", "cost": "not known"},
            )
        },
        notes={"need": ["A 2, B 4", "A 2, B 1"], "fairness": ["A 3"]},
    )
    assert drawing.says == (
        "Before you saw each other's scores, you differed most about: meets the need for B (from 1 to 4).",
        "Stopped by a 0 until somebody has given advice: B. Predict.",
        "Ahead with every line alike: A. Ring.",
        "That stays so whichever line counts double.",
    )
    shown = texts(drawing)
    assert "Meets the need - you differed" in " ".join(shown)
    assert "alone 1 to 4 (n 2)" in shown
    assert shown.index("alone 1 to 4 (n 2)") < shown.index("! Stopped by a 0")


def test_a_funnel_draws_a_line_for_each_link_and_each_choice() -> None:
    drawing = drawn(
        "shortlist",
        {"options": ({"option": "A. Ring", "chosen": "yes"}, {"option": "B. Predict", "chosen": "no"})},
        others={"ideas": {"ideas": ({"idea": "Ring people"}, {"idea": "A lift"})}},
        links=frozenset({(1, 1), (2, 1)}),
    )
    assert drawing.says == (
        "2 ideas, 2 options; chosen: A. Ring.",
        "Nobody has said which idea these options grew out of: B. Predict.",
    )
    assert drawing.svg.count("<line") == 3
    assert {"Ideas: 2", "Options: 2", "Chosen: 1"} <= set(texts(drawing))


def test_gaps_are_named() -> None:
    columns = PACK.artefacts["data-needs"].field("data").columns
    known = {column.id: column.choices[0] if column.choices else "Known" for column in columns}
    drawing = drawn(
        "data-needs",
        {
            "data": (
                {**known, "what": "Visits"},
                {
                    **known,
                    "what": "Falls",
                    "owner": "not known",
                    "quality": "Not known on paper",
                    "months": "",
                },
            )
        },
    )
    assert drawing.says == ("1 of 2 rows has a gap: Falls.",)
    shown = texts(drawing)
    assert (drawing.svg.count("<polyline"), shown.count("~"), shown.count("?")) == (15, 1, 2)
    assert "B Who looks after it and may say yes; I" in " ".join(shown)


def test_a_task_without_somebody_is_named() -> None:
    drawing = drawn(
        "team-and-raci",
        {
            "roles": (
                {"role": "Owner", "holder": "GAP", "accountable": "the need", "responsible": "the need"},
            )
        },
    )
    assert drawing.says[0] == "The data: nobody answers for it, and nobody does it."
    assert drawing.says[-1] == "Nobody holds: Owner."
    assert len(drawing.says) == 6


def test_a_timeline_says_what_has_no_day_and_no_owner() -> None:
    drawing = drawn(
        "ninety-day-plan",
        {
            "starts-on": "2027-03-01",
            "actions": (
                {"action": "Count", "owner": "Analyst", "start": "2027-03-15", "end": "2027-03-20"},
                {"action": "Decide", "owner": "", "start": "2027-05-28"},
                {"action": "Ask", "owner": "Manager", "start": "2027-03-20", "end": "2027-03-15"},
            ),
        },
    )
    assert drawing.says == (
        "The dashed line is 29 May 2027, the last day of the plan.",
        "Ends before it starts: Ask.",
        "Start or end is missing: Decide.",
        "Nobody owns: Decide.",
    )
    assert {"15 Mar to 20 Mar", "? start or end is missing", "1 Mar"} <= set(texts(drawing))


def test_words_from_right_to_left_end_at_the_right_edge() -> None:
    drawing = drawn("lean-canvas", {"problem": "אנשים שגרים לבד", "people": "People"})
    right = f'font-size="{SMALL:.0f}" fill="#212b32" text-anchor="end"'
    assert drawing.svg.count(right) == 1
