// The part of the golden documents that a Yjs client makes. Reads base64 updates from the first argument,
// prints what golden_documents.py asks for. Run in the folder that has the packages.
import { createRequire } from "node:module";
import path from "node:path";

const Y = createRequire(path.join(process.cwd(), "package.json"))("yjs");
const { begun } = JSON.parse(process.argv[2]);

const documentOf = (client, ...updates) => {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (const update of updates) Y.applyUpdate(doc, Buffer.from(update, "base64"));
  return doc;
};
const whole = (doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64");
const since = (doc, act) => {
  const before = Y.encodeStateVector(doc);
  doc.transact(act);
  return Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString("base64");
};
const row = (order, cells) => {
  const made = new Y.Map();
  for (const [key, value] of Object.entries(cells)) made.set(key, value);
  made.set("order", order);
  return made;
};

const every = documentOf(201);
every.getText("notes/headline").insert(0, "Wards ring 😀 at nine");
every.getText("notes/summary").insert(0, "Zwei Zeilen: ß\n家族 👩‍👩‍👧 wait");
every.getMap("notes/answer").set("value", "not known");
every.getMap("notes/count").set("value", "12.5");
every.getMap("notes/due").set("value", "2027-03-31");
every.getMap("notes/steps").set("r1", row(1, { what: new Y.Text("Ring é"), level: "high" }));
every.getMap("notes/steps").set("r2", row(0.5, { what: new Y.Text("Before"), level: "" }));
every.getText("group:group-1/notes/headline").insert(0, "Our own");
every.getMap("board:ideas/headings").set("h1", row(1, { title: new Y.Text("Evidence 😀") }));
every.getMap("board:ideas/notes").set("n1", row(2, { text: new Y.Text("Second"), heading: "h1" }));
every.getMap("board:ideas/notes").set("n2", row(1, { text: new Y.Text("First"), heading: "" }));
every.getMap("link:step-needs").set("r1/r2", true);
every.getMap("link:step-needs").set("r2/r2", false);

const ties = documentOf(202);
for (const id of ["b", "a", "\u{1f600}", "\uffff"]) ties.getMap("notes/steps").set(id, row(1, { what: new Y.Text(id) }));
const odd = { nan: Number.NaN, words: "2", big: 3n, yes: true, least: -1e300, most: Number.POSITIVE_INFINITY, none: null };
for (const [id, order] of Object.entries(odd)) ties.getMap("notes/steps").set(id, row(order, { level: "low" }));
ties.getMap("notes/steps").set("no-row", "words");
ties.getMap("notes/answer").set("value", 7);

const mine = documentOf(203, begun);
const mineSince = since(mine, () => {
  const text = mine.getText("notes/headline");
  const at = text.toString().indexOf("ring");
  text.delete(at, 4);
  text.insert(at, "call 📞");
  mine.getMap("notes/steps").get("r1").get("what").insert(0, "😀 ");
  mine.getMap("notes/steps").get("r2").set("order", 3.5);
  mine.getMap("board:ideas/notes").delete("n2");
  mine.getMap("link:step-needs").delete("r1/r2");
});

console.log(JSON.stringify({ every: whole(every), ties: whole(ties), since_begun: mineSince }));
