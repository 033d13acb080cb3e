"""A plan as a cohort might leave it: twelve sections, most written, some thin, one empty."""

from datetime import date

from deepdive.core.artefact import Artefact, Field, FieldKind
from deepdive.core.plan import FieldAddress, Plan, PlanLayout, SectionLayout, assemble
from deepdive.exports.document import Document
from deepdive.exports.plan_document import plan_document

ORGANISATION = "Harrow Vale Community Hospitals"
PROBLEM = "One in five outpatients at our three sites does not come, and nobody knows in time who will not."
MADE_ON = date(2026, 3, 9)

LONG_TEXT = """\
Every clinic loses about a fifth of its places to people who do not come. Booking clerks ring round
the day before from a printed list, starting at the top, and stop when the telephones get busy.

What we have tried:
- text messages two days before, which reach about seven in ten
- double booking, which the clinicians stopped after two overfull afternoons
- a waiting list for short notice, kept by hand by one person

People who miss an appointment often have good reasons. The two that we hear most are transport and
work. Neither is solved by a better reminder."""

# section -> artefact -> (title, is it required, text)
# fmt: off
WRITTEN: tuple[tuple[str, str, tuple[tuple[str, bool, str], ...]], ...] = (
    ("The problem", "need", (
        ("What happens now", True, LONG_TEXT),
        ("Who is affected", True, "Outpatients at three sites, booking clerks and clinic nurses."),
        ("How often it happens", True, "About 410 of 2,050 places a week (January to December 2025)."),
        ("Why now", False, ""),
    )),
    ("The future that we want", "press-release", (
        ("Headline", True, "Empty clinic places fall by half at Harrow Vale"),
        ("Summary", True, LONG_TEXT),
        ("What a patient says", True, "“They rang me, asked what would help, and moved it to a Saturday.”"),
        ("What to do next", False, ""),
    )),
    ("The people it is for", "persona", (
        ("A patient", True, "Ms Adeyemi, 58, two buses away, works shifts.\nReads messages at night."),
        ("A member of staff", True, "Dan, booking clerk, 140 calls a day."),
    )),
    ("The journey today", "journey", (
        ("The steps", True, "- referral arrives\n- a place is offered by letter\n- a message\n- the day"),
        ("Where it hurts", True, ""),
        ("How long each step takes", False, "Eleven weeks from referral to clinic, two minutes a call."),
    )),
    ("The options", "options", (
        ("What could be done without AI", True, "Let people choose their own time online. " * 6),
        ("What AI could add", True, "A list, each morning, of the thirty people to ring first."),
        ("Which one we chose and why", True, LONG_TEXT),
    )),
    ("Data", "data", (
        ("Where the data is", True, "The booking system holds five years: 530,000 bookings."),
        ("How good it is", True, "Reasons for a missed appointment are recorded in 12 in 100 cases."),
        ("Who must agree to its use", True, ""),
    )),
    ("Information governance", "governance", (
        ("Data protection impact assessment", True, ""),
        ("Lawful basis", True, ""),
        ("Information governance lead", False, ""),
    )),
    ("Risks and harms", "risks", (
        ("What could go wrong", True, "- people without a mobile are rung less\n- a wrong list wastes calls"),
        ("Who could be treated worse", True, LONG_TEXT),
        ("When we would stop", True, "If missed appointments rise in any group for four weeks."),
    )),
    ("People and time", "team", (
        ("Who leads", True, "Priya Raman, outpatient services manager"),
        ("Who else is needed", True, "An analyst two days a week, one clerk a site, a clinical sponsor."),
        ("What it costs", True, ""),
    )),
    ("How we shall know", "measures", (
        ("What we measure", True, "Missed places a week, by site and by age band."),
        ("The figure today", True, "20.0 % in 2025 (n = 106,600)."),
        ("The figure we want", True, "10 % by March 2027."),
    )),
    ("Build, buy or wait", "buy", (
        ("Decision", True, LONG_TEXT),
        ("Suppliers to talk to", False, "See https://example.org/" + "catalogue/of/outpatient/tools/" * 5),
    )),
    ("Next steps", "steps", (
        ("In the first month", True, "- agree the measure\n- ask the IG lead\n- talk to twenty patients"),
        ("Who does what", True, LONG_TEXT),
    )),
)
# fmt: on


def example_field(field_id: str = "what", *, title: str = "What", is_required: bool = True) -> Field:
    return Field(
        id=field_id,
        title=title,
        kind=FieldKind.TEXT,
        ask="What is it?",
        why="Because a reader needs it.",
        who_knows=f"Whoever looks after “{title.lower()}” at your organisation",
        good="Concrete.",
        weak="Vague.",
        limit=20_000,
        is_required=is_required,
    )


def example_artefact(artefact_id: str, *fields: Field, title: str | None = None) -> Artefact:
    return Artefact(
        id=artefact_id,
        title=title or artefact_id.replace("-", " ").capitalize(),
        workshop=1,
        purpose="To know.",
        fields=fields,
        examples=(),
    )


def as_id(title: str) -> str:
    return title.lower().replace(" ", "-")


def full_plan() -> Plan:
    artefacts = {
        artefact_id: example_artefact(
            artefact_id,
            *(example_field(as_id(title), title=title, is_required=needed) for title, needed, _ in fields),
        )
        for _, artefact_id, fields in WRITTEN
    }
    layout = PlanLayout(
        title="Plan for an AI project",
        sections=tuple(
            SectionLayout(
                id=artefact_id,
                title=title,
                intro="What a reader should know about this before deciding.",
                fields=tuple(FieldAddress(artefact=artefact_id, field=as_id(title)) for title, *_ in fields),
            )
            for title, artefact_id, fields in WRITTEN
        ),
    )
    written = {
        artefact_id: {as_id(title): text for title, _, text in fields} for _, artefact_id, fields in WRITTEN
    }
    return assemble(layout, artefacts=artefacts, written=written)


def plan_of_one(text: str, *, artefact_id: str = "need", is_required: bool = True) -> Plan:
    """A plan of one section with one entry, "What"."""
    artefact = example_artefact(artefact_id, example_field(is_required=is_required))
    section = SectionLayout(
        id="only", title="Only section", intro="", fields=(FieldAddress(artefact=artefact_id, field="what"),)
    )
    return assemble(
        PlanLayout(title="Plan", sections=(section,)),
        artefacts={artefact_id: artefact},
        written={artefact_id: {"what": text}},
    )


def document_of(plan: Plan) -> Document:
    return plan_document(plan, organisation=ORGANISATION, problem=PROBLEM, made_on=MADE_ON)
