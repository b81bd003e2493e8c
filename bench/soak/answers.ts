import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import { foldName } from '#shared/people/names.ts';
import type { Clock } from '#shared/ports.ts';
import { currentVersions } from '../../sync-server/accounts/accounts.ts';
import { agreedNow } from '../../sync-server/accounts/listeners.ts';
import { createPasswordHasher } from '../../sync-server/accounts/password-hash.ts';
import { SqlDocumentStore } from '../../sync-server/documents/store.sql.ts';
import { systemPorts } from '../../sync-server/system.ts';
import type { Relay } from '../../sync-server/relay.ts';
import type { AnswerLine, AskLine, AskName, Asks, NewChat, Newcomer, RelayFigures } from './protocol.ts';
import type { Watch } from './watch-process.ts';

type Answers = { readonly [Name in AskName]: (ask: Asks[Name]['ask']) => Promise<Asks[Name]['answer']> };

/** Answers the parent's questions until it goes. */
export function answerAsks(relay: Relay, clock: Clock, watch: Watch): void {
  const { documents } = relay.services;
  const breaking = breakStore();
  const answers: Answers = {
    people: async ({ people }) => {
      const tokens: string[][] = [];
      for (const person of people) tokens.push(await settle(relay, clock, person));
      return tokens;
    },
    chats: async ({ chats }) => {
      for (const chat of chats) await openChat(relay, clock, chat);
      return null;
    },
    forget: async ({ chat }) => {
      await relay.database.db.deleteFrom('chats').where('id', '=', chat).execute();
      await documents.erase(chatDocument(chat));
      return null;
    },
    project: async ({ names }) => {
      for (const name of names) await relay.services.matching.projector.project(name);
      return null;
    },
    digests: ({ names }) => Promise.all(names.map(async (name) => sha256(await stateOf(relay, name)))),
    state: async ({ name }) => Buffer.from(await stateOf(relay, name)).toString('base64'),
    flood: async ({ name, length, times, perTurn }) => {
      const word = 'x'.repeat(length);
      for (let time = 0; time < times; time += perTurn) {
        const writes = Array.from({ length: perTurn }, (_, at) =>
          documents.write(name as DocumentName, (doc) => void doc.getMap('marks').set('flood', `${word}${time + at}`)),
        );
        await Promise.all(writes);
        await nextTurn();
      }
      return null;
    },
    figures: async () => figures(relay, watch, breaking.broken),
    fresh: async () => {
      watch.fresh();
      return null;
    },
    faults: async (every) => {
      breaking.every = every;
      return null;
    },
  };
  process.on('message', (line: AskLine) => void answer(answers, line));
}

const say = (line: AnswerLine): void => void process.send?.(line);

async function answer(answers: Answers, { id, name, ask }: AskLine): Promise<void> {
  try {
    const act = answers[name] as (ask: unknown) => Promise<unknown>;
    say({ id, ok: true, answer: await act(ask) });
  } catch (error) {
    say({ id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const stateOf = (relay: Relay, name: string): Promise<Uint8Array> =>
  relay.services.documents.read(name as DocumentName, (doc) => Y.encodeStateAsUpdate(doc));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function settle(relay: Relay, clock: Clock, { id, name, type, devices, password }: Newcomer): Promise<string[]> {
  const nowMs = clock.nowMs();
  await relay.database.db
    .insertInto('accounts')
    .values({
      id,
      name,
      name_folded: foldName(name),
      type,
      password_hash: password === undefined ? null : await createPasswordHasher(systemPorts().random).hash(password),
      age_group: 'adult',
      parental_consent: 0,
      consent_versions: JSON.stringify(currentVersions()),
      consented_at_ms: nowMs,
      ...agreedNow(nowMs),
      cleared_for_teens: 0,
      banned: 0,
      admin: 0,
      created_at_ms: nowMs,
      forgotten_at_ms: null,
    })
    .execute();
  const tokens: string[] = [];
  for (let device = 0; device < devices; device += 1) {
    const opened = await relay.services.sessions.open(id, `device ${device}`);
    if (!opened.ok) throw new Error(opened.error);
    tokens.push(opened.value.token);
  }
  return tokens;
}

async function openChat(relay: Relay, clock: Clock, { id, seeker, listener, state, clients }: NewChat): Promise<void> {
  const { db } = relay.database;
  const ended = { ended_at_ms: null, ended_by: null };
  const row = { id, seeker, listener, topic: null, language: 'en', state: 'open', opened_at_ms: clock.nowMs(), ...ended } as const;
  await db.insertInto('chats').values(row).execute();
  if (state === undefined) return;
  const snapshot = Buffer.from(state, 'base64');
  const change = { name: chatDocument(id), clients: clients ?? [], content: { kind: 'snapshot', snapshot } } as const;
  await new SqlDocumentStore(db, clock).commit([change]);
}

const isDue = (count: number, every: number): boolean => every > 0 && count % every === 0;

/** Loads and commits that fail on purpose, every so many. */
function breakStore(): { every: Asks['faults']['ask']; readonly broken: RelayFigures['broken'] } {
  const broken = { loads: 0, commits: 0 };
  const breaking = { every: { loads: 0, commits: 0 }, broken };
  const { load, commit } = SqlDocumentStore.prototype;
  let loads = 0;
  let commits = 0;
  SqlDocumentStore.prototype.load = function (name) {
    loads += 1;
    if (!isDue(loads, breaking.every.loads)) return load.call(this, name);
    broken.loads += 1;
    return Promise.reject(new Error('a load broken on purpose'));
  };
  SqlDocumentStore.prototype.commit = function (changes) {
    commits += 1;
    if (!isDue(commits, breaking.every.commits)) return commit.call(this, changes);
    broken.commits += 1;
    return Promise.reject(new Error('a commit broken on purpose'));
  };
  return breaking;
}

function figures(relay: Relay, watch: Watch, broken: RelayFigures['broken']): RelayFigures {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const { p999Ms, maxMs, busyMaxMs } = watch.delay();
  const { user, system } = process.cpuUsage();
  const sync = relay.syncStats();
  const { counters, openDocuments, sessions, channels, present } = relay.services.documents.stats();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  return {
    rssBytes: rss,
    heapBytes: heapUsed,
    heapTotalBytes: heapTotal,
    externalBytes: external,
    cpuMs: (user + system) / 1_000,
    delayP999Ms: p999Ms,
    delayMaxMs: maxMs,
    busyMaxMs,
    hashesAtOnce: watch.hashesAtOnce(),
    unhandled: watch.unhandled(),
    errors: watch.errors,
    sockets: sync.sockets,
    framesReceived: sync.framesReceived,
    closedByRelay: sync.closedByRelay,
    openDocuments,
    sessions,
    channels,
    present,
    timers: watch.timers(),
    handles,
    refused: counters.refused,
    admitted: counters.updatesAdmitted,
    broken: { ...broken },
  };
}
