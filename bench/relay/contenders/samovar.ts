import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { DocumentName } from '../../../shared/documents/names.ts';
import type { AccountId, DeviceId } from '../../../shared/ids.ts';
import type { Actor } from '../../../shared/policy/actor.ts';
import { openDatabase } from '../../../sync-server/database/open.ts';
import { createLiveDocuments } from '../../../sync-server/documents/live-documents.ts';
import { standingOf } from '../../../sync-server/documents/standing.ts';
import { SqlDocumentStore } from '../../../sync-server/documents/store.sql.ts';
import type { Directory, Log } from '../../../sync-server/ports.ts';
import { HANDSHAKE_OPTIONS } from '../../../sync-server/sync/handshake.ts';
import { createSyncServer } from '../../../sync-server/sync/server.ts';
import { systemPorts } from '../../../sync-server/system.ts';
import type { ContenderArgument } from '../contender.ts';
import { accountName, roomName, segmentName } from '../dialects.ts';
import { unpackFixture } from '../fixture.ts';
import { argument } from '../inside.ts';
import { serve } from './serve.ts';
import { PLAIN_STANDING } from '../../../shared/policy/standing.ts';

/**
 * Samovar's own sync server, live documents, gate and store, on disk, every commit flushed before it is told. What is lifted, and
 * nothing else: seats per address, how many messages one account may write and how much of the relay's time it may use in
 * a second, that a chat has two parties, and, unless `cuts`, that its log is cut at 5,000 entries.
 */
const { folder, prefilled, flushes = true, cuts = false } = argument<ContenderArgument>();
const { clock, timers, random } = systemPorts();
const database = await openDatabase({ file: join(folder, 'samovar.db'), timers, ...(flushes ? {} : { flush: async () => {} }) });
const store = new SqlDocumentStore(database.db, clock);

for (const { room, segment = 0, file } of prefilled) {
  const { state, clients } = unpackFixture(readFileSync(file));
  const bindings = clients.map((client) => [client, accountName(client) as AccountId] as const);
  const name = segmentName(room, segment) as DocumentName;
  const continues = segment === 0 ? {} : { continues: { log: roomName(room) as DocumentName, segment } };
  await store.commit([{ name, clients: bindings, content: { kind: 'snapshot', snapshot: state }, ...continues }]);
}

/** Everybody is a member, and their own token. */
const memberOf = (account: AccountId): Actor => ({
  account,
  type: 'member',
  ageGroup: 'adult',
  consent: 'given',
  clearedForTeens: false,
  banned: false,
  admin: false,
  standing: PLAIN_STANDING,
});
const UNCUT = { maxEntries: Infinity, maxStructs: Infinity, maxBytes: Infinity };
const ANYBODY = accountName(1) as AccountId;
const directory: Directory = {
  authenticate: async (token) => ({ account: token as AccountId, device: token as unknown as DeviceId }),
  actor: async (account) => memberOf(account),
  facts: async (address) =>
    address.kind === 'chat' ? { kind: 'chat', chat: { seeker: ANYBODY, listener: ANYBODY, state: 'open', agesMeet: true } } : null,
};
const complain = (event: string, facts: object = {}): void => void process.stderr.write(`${event} ${JSON.stringify(facts)}\n`);
const log: Log = { info: (event, facts) => (event === 'update-refused' ? complain(event, facts) : undefined), warn: complain, error: complain };

const documents = createLiveDocuments({
  store,
  directory,
  clock,
  timers,
  random,
  log,
  checkpoint: () => database.checkpoint(),
  limits: { ...(cuts ? {} : { segment: UNCUT }), work: { burstMs: Infinity, refillMsPerSecond: 1 } },
  standingOf: (actor, facts, open) => {
    const party = actor === null || facts?.kind !== 'chat' ? facts : { ...facts, chat: { ...facts.chat, seeker: actor.account } };
    const standing = standingOf(actor, party, open);
    return standing.at === 'reader' ? { ...standing, messageRate: { burst: 1e9, refillMs: 1e-3 } } : standing;
  },
});
const server = createServer(HANDSHAKE_OPTIONS);
const seats = { maxSockets: 1e6, maxSocketsPerAddress: 1e6, maxSocketsPerAccount: 1e6 };
const sync = createSyncServer({ directory, documents, clock, timers, log, limits: seats, origins: [] });
server.on('upgrade', (request, socket, head) => sync.handleUpgrade(request, socket, head));
serve(server, () => Object.values(documents.stats().counters.refused).reduce((sum, count) => sum + count, 0));
