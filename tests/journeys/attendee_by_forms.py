"""Somebody who attends a session without JavaScript: loads the room's page, fills it in, and sends it."""

from dataclasses import dataclass, field

from lxml import html

from tests.server import Server, Visitor


@dataclass
class AttendeeByForms:
    """Does in each block what the page asks for. ``wrote`` are the words that they left in documents and on
    boards, each of which stands nowhere else."""

    server: Server
    email: str
    number: int
    path: str
    wrote: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        visitor = Visitor(self.server)
        status, page = visitor.post("/sign-in", email=self.email)
        assert status == 200, page
        self.visitor = visitor.sign_in(self.server.sign_in_link(to=self.email))

    def look(self) -> html.HtmlElement:
        """The room's page."""
        status, page = self.visitor.get(self.path)
        assert status == 200, page
        return html.fromstring(page)

    def take_part(self) -> None:
        """Write, answer, vote, and say that one is done: whatever the page has forms for."""
        page = self.look()
        for form in page.forms:
            action = str(form.action)
            if any(place in action for place in ("/artefacts/", "/boards/", "/groups/")):
                self._send(form, self._words_for(form))
            elif action.endswith("/answers"):
                self._send(form, self._choices_for(form))
            elif action.endswith("/notes"):
                self._send(form, self._note_for(form))
        if page.xpath('//form[contains(@action, "/votes")]'):
            form = self.look().xpath('//form[contains(@action, "/votes")]')[0]  # with the note just written
            ticks = [box.get("value") for box in form.xpath('.//input[@type="checkbox"]')]
            self._send(form, {"notes": ticks[:3]})
        for form in page.forms:
            if str(form.action).endswith("/done") and "back" not in form.fields:
                self._send(form, {})

    def _send(self, form: html.FormElement, values: dict[str, list[str]]) -> None:
        # as browsers do: a line break right after the tag is not part of the text
        was = {name: [str(value).removeprefix("\n")] for name, value in form.form_values()}
        sent = {name: given for name, given in (was | values).items() if name != "csrfmiddlewaretoken"}
        status, page = self.visitor.send(str(form.action), **sent)
        assert status == 200, (form.action, page[:3000])

    def _words_for(self, form: html.FormElement) -> dict[str, list[str]]:
        """A word more in the first text, and in a new row of each list."""
        boxes = form.xpath(".//textarea")  # lines may also be numbers or dates
        texts = [
            box for box in boxes if "__" not in box.get("name") or box.get("name") == "pile__unsorted__new"
        ]
        new = [box for box in boxes if "__new-1__" in box.get("name")]
        new_rows = {box.get("name").split("__")[0]: box for box in reversed(new)}
        found = {}
        for box in [*texts[:1], *new_rows.values()]:
            word = self._new_word()
            found[box.get("name")] = [f"{(box.value or '').strip()} {word}".strip()]
        return found

    def _choices_for(self, form: html.FormElement) -> dict[str, list[str]]:
        found = {}
        for name in {box.get("name") for box in form.xpath('.//input[@type="radio"]')}:
            offered = [box.get("value") for box in form.xpath(f'.//input[@name="{name}"]')]
            found[name] = [offered[self.number % len(offered)]]
        return found

    def _note_for(self, form: html.FormElement) -> dict[str, list[str]]:
        box = next(box for box in form.xpath(".//textarea | .//input[@type='text']") if not box.value)
        return {box.get("name"): [self._new_word()]}

    def _new_word(self) -> str:
        word = f"form{self.number}word{len(self.wrote)}end"
        self.wrote.append(word)
        return word
