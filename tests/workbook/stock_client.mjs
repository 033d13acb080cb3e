// Two unchanged y-websocket providers. Reads {"address", "workbook", "tickets"} from the first argument,
// prints what each of them saw. Run in the folder that has the packages.
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const { address, workbook, tickets } = JSON.parse(process.argv[2]);
const open = (ticket) => {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${address}/workbooks/${workbook}`, "sync", doc, {
    params: { ticket },
    disableBc: true,
  });
  return { doc, provider, text: doc.getText("stock/text") };
};
const until = async (what, happened) => {
  const deadline = Date.now() + 20_000;
  while (!happened()) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((go) => setTimeout(go, 10));
  }
};
const names = ({ provider }) =>
  [...provider.awareness.getStates().values()].map((state) => state.user?.name).filter(Boolean).sort();

const [ann, ben] = tickets.map(open);
const closed = [];
ann.provider.on("connection-close", (event) => closed.push(event?.code));
await until("both synchronise", () => ann.provider.synced && ben.provider.synced);
const [hers, his] = ["Families wait 😀. ", "We call them."];
ann.text.insert(0, hers);
await until("the other reads", () => ben.text.toString() === hers);
ben.text.insert(hers.length, his);
await until("the answer comes", () => ann.text.toString() === hers + his);
ann.provider.awareness.setLocalState({ user: { name: "Ann" } });
ben.provider.awareness.setLocalState({ user: { name: "Ben" } });
await until("both are present", () => [ann, ben].every((one) => names(one).join() === "Ann,Ben"));
const present = names(ann);
ben.provider.destroy();
await until("one has gone", () => names(ann).join() === "Ann");
console.log(JSON.stringify({ text: ann.text.toString(), present, left: names(ann), closed }));
ann.provider.destroy();
process.exit(0);
