import * as Y from 'yjs';
import { logRoots, type LogEntry } from '../../shared/documents/log.ts';
import type { AccountId, EntryId } from '../../shared/ids.ts';
import { accountName } from './dialects.ts';

/** A document that was written before: its state, and whose each client id in it is. */
export interface Fixture {
  readonly state: Uint8Array;
  readonly clients: readonly number[];
  readonly entries: number;
}

/** The client ids of a fixture begin here, so that none is anybody's who connects later. */
const FIRST_WRITER = 90_000_000;
const WRITERS = 50;
const LINE = 'It has been a long week, and I did not know whom to tell, so I';

/** A room in which so many people wrote, one after another and never twice in a row. The same in every run. */
export function fixtureOf(entries: number, writers = WRITERS): Fixture {
  const doc = new Y.Doc();
  const list = logRoots(doc).entries;
  const atMs = Date.UTC(2026, 0, 1);
  // In one transaction: each of its own would cost more with every writer there was (GATE G10), and make the same bytes.
  doc.transact(() => {
    for (let n = 0; n < entries; n += 1) {
      const client = FIRST_WRITER + (n % writers);
      const author = accountName(client) as AccountId;
      doc.clientID = client;
      const id = `${author}/${String(n).padStart(16, '0')}` as EntryId;
      list.push([{ id, author, at: atMs + n, kind: 'message', text: `${LINE} (${n})` } as LogEntry]);
    }
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { state, entries, clients: clientsOf(Math.min(writers, entries)) };
}

const clientsOf = (count: number): number[] => Array.from({ length: count }, (_, n) => FIRST_WRITER + n);

/** Its last entry. */
export function endOf(entries: number, writers: number): { readonly client: number; readonly clock: number } {
  const last = entries - 1;
  return { client: FIRST_WRITER + (last % writers), clock: Math.floor(last / writers) };
}

const HEAD_BYTES = 8;

/** As a file: the number of entries, that of client ids, then the state. */
export function packFixture({ state, entries, clients }: Fixture): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(entries);
  head.writeUInt32BE(clients.length, 4);
  return Buffer.concat([head, state]);
}

export function unpackFixture(file: Buffer): Fixture {
  const entries = file.readUInt32BE(0);
  return { state: new Uint8Array(file.subarray(HEAD_BYTES)), entries, clients: clientsOf(file.readUInt32BE(4)) };
}
