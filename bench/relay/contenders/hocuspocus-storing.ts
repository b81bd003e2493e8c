import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import type { ContenderArgument } from '../contender.ts';
import { roomName } from '../dialects.ts';
import { unpackFixture } from '../fixture.ts';
import { argument } from '../inside.ts';
import { serve } from './serve.ts';

/**
 * Hocuspocus that stores. Its own SQLite extension needs better-sqlite3, which has no build for this Node; this does the
 * same, table and statements alike, over `node:sqlite`: the whole state after 2 seconds of rest, 10 at most.
 */
const { folder, prefilled } = argument<ContenderArgument>();
const database = new DatabaseSync(join(folder, 'hocuspocus.db'));
database.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))');
const select = database.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC');
const upsert = database.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);
for (const { room, file } of prefilled) upsert.run(roomName(room), unpackFixture(readFileSync(file)).state);

const server = new Server({
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => (select.get(documentName)?.['data'] as Uint8Array | undefined) ?? null,
      store: async ({ documentName, state }) => void upsert.run(documentName, state),
    }),
  ],
});
serve(server.httpServer);
