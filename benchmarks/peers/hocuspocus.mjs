// The hocuspocus server as its documentation sets it up. PORT, and for persistence STORE (a database file).
//
// Its SQLite extension needs a compiled module; this is the same extension's statements on Node's own SQLite.
import { DatabaseSync } from "node:sqlite";
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";

function store(file) {
  const database = new DatabaseSync(file);
  database.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))');
  const read = database.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC');
  const write = database.prepare(
    'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
  );
  return new Database({
    fetch: async ({ documentName }) => read.get(documentName)?.data ?? null,
    store: async ({ documentName, state }) => void write.run(documentName, state),
  });
}

const server = new Server({
  address: "127.0.0.1",
  port: Number(process.env.PORT),
  quiet: true,
  extensions: process.env.STORE ? [store(process.env.STORE)] : [],
});
await server.listen();
