import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import * as Y from 'yjs';
import { WebSocket } from 'ws';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
import { newEntryId, newId, type AccountId, type ChatId, type DeviceId, type RequestId } from '#shared/ids.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { foldName } from '#shared/people/names.ts';
import { offeredSubprotocols, SUBPROTOCOL_RECEIPTS } from '#shared/protocol/codes.ts';
import type { Timers } from '#shared/ports.ts';
import type { ChatState } from '#shared/words.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import { readConfig } from '../../config/config.ts';
import { SqlDocumentStore } from '../../documents/store.sql.ts';
import { createRelay, type Relay } from '../../relay.ts';
import type { ServiceLimits } from '../../services.ts';
import { systemPorts } from '../../system.ts';
import { toFlag } from '../../database/tables.ts';
import { WireClient } from './wire-client.ts';

/** A signed-in account, as a test holds it. */
export interface Resident {
  readonly account: AccountId;
  readonly name: string;
  readonly device: DeviceId;
  /** Null for one that never signs in. */
  readonly token: string;
}

/** A whole relay in this process, with SQLite, HTTP and sockets, into which people are put as a test wants them. */
export interface RelayHouse {
  readonly relay: Relay;
  /** Every line that the relay logged. */
  readonly logged: readonly string[];
  /** Lets the relay's rates recover: moves its monotonic clock on. Only while no socket is open. */
  skip(byMs: number): void;
  person(facts: Omit<Actor, 'account'>, name?: string): Promise<Resident>;
  /** A chat as facts in SQL, with one line of each of its writers, written by them long enough ago to be history. */
  chat(parts: ChatParts): Promise<ChatId>;
  request(seeker: AccountId, ageGroup: 'teen' | 'adult'): Promise<RequestId>;
  block(blocker: AccountId, blocked: AccountId): Promise<void>;
  dial(resident: Pick<Resident, 'token'>): WireClient;
  /** A socket for one document, with receipts, not yet open. */
  dialOne(resident: Pick<Resident, 'token'>, document: string): WebSocket;
  /** The document as the relay has it now. */
  bytesOf(name: DocumentName): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface ChatParts {
  readonly seeker: AccountId;
  readonly listener: AccountId;
  readonly state: ChatState;
  readonly lines: readonly { readonly author: AccountId; readonly text: string }[];
}

/** Each socket comes from an address of its own, so that only what a test is about can refuse it (RELIABILITY C6). */
let addresses = 0;
const nextAddress = (): string => {
  addresses += 1;
  return `127.${1 + ((addresses >> 14) & 63)}.${(addresses >> 7) & 127}.${1 + (addresses & 127)}`;
};

export async function openRelayHouse(environment: Readonly<Record<string, string>> = {}, limits: ServiceLimits = {}): Promise<RelayHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-policy-'));
  const ports = systemPorts();
  const logged: string[] = [];
  let skippedMs = 0;
  const timers: Timers = { ...ports.timers, monotonicMs: () => ports.timers.monotonicMs() + skippedMs };
  const line = (event: string, facts: object = {}): void => void logged.push(`${event} ${JSON.stringify(facts)}`);
  const variables = { SAMOVAR_DATA: join(folder, 'data'), SAMOVAR_PORT: '0', SAMOVAR_GUESTS_PER_HOUR: '100000' };
  const config = readConfig({ ...variables, ...environment }, folder);
  if (!config.ok) throw new Error('the house is configured wrongly');
  const relay = await createRelay(config.value, { ...ports, timers, log: { info: line, warn: line, error: line } }, limits);
  const { db } = relay.database;
  // What is tried here is who may, not what survives a power cut: the thousands of commits need not wait for the disk.
  await db.executeQuery(CompiledQuery.raw('PRAGMA synchronous = OFF'));
  const store = new SqlDocumentStore(db, ports.clock);
  const clients = new Set<WireClient>();
  let people = 0;

  return {
    relay,
    logged,
    skip: (byMs) => {
      skippedMs += byMs;
    },
    person: async (facts, wanted) => {
      people += 1;
      const account = newId<AccountId>(ports.random);
      const name = wanted ?? `person${people}`;
      await db
        .insertInto('accounts')
        .values({
          id: account,
          name,
          name_folded: foldName(name),
          type: facts.type,
          password_hash: null,
          age_group: facts.ageGroup,
          parental_consent: 1,
          consent_versions: facts.consent === 'given' ? JSON.stringify(currentVersions()) : null,
          consented_at_ms: facts.consent === 'given' ? ports.clock.nowMs() : null,
          listener_version: facts.type === 'listener' && facts.consent === 'given' ? LISTENER_AGREEMENT.version : null,
          cleared_for_teens: toFlag(facts.clearedForTeens),
          banned: toFlag(facts.banned),
          admin: toFlag(facts.admin),
          rank: facts.standing.rank,
          capabilities: JSON.stringify(facts.standing.capabilities),
          held: toFlag(facts.standing.held),
          created_at_ms: ports.clock.nowMs(),
          forgotten_at_ms: null,
        })
        .execute();
      const opened = await relay.services.sessions.open(account, 'laptop');
      if (!opened.ok) throw new Error(opened.error);
      return { account, name, ...opened.value };
    },
    chat: async ({ seeker, listener, state, lines }) => {
      const id = newId<ChatId>(ports.random);
      const nowMs = ports.clock.nowMs();
      const ended = state === 'open' ? null : nowMs;
      await db
        .insertInto('chats')
        .values({
          id, seeker, listener, topic: null, language: 'en', state, opened_at_ms: nowMs - 1_000,
          ended_at_ms: ended, ended_by: ended === null ? null : listener, heard: state === 'ended' ? 1 : 0,
        })
        .execute();
      const updates = lines.map(({ author, text }, index) => {
        const doc = new Y.Doc();
        doc.clientID = 1_000 + index;
        const entry = { id: newEntryId(author, ports.random), author, at: nowMs, kind: 'message', text };
        logRoots(doc).entries.push([entry]);
        return { update: Y.encodeStateAsUpdate(doc), binding: [doc.clientID, author] as const };
      });
      await store.commit([
        {
          name: chatDocument(id),
          clients: updates.map(({ binding }) => binding),
          content: { kind: 'updates', updates: updates.map(({ update }) => update) },
        },
      ]);
      return id;
    },
    request: async (seeker, ageGroup) => {
      const id = newId<RequestId>(ports.random);
      const times = { created_at_ms: ports.clock.nowMs(), settled_at_ms: null };
      const row = { id, seeker, topic: null, language: 'en', age_group: ageGroup, state: 'waiting', ...times, chat: null } as const;
      await db.insertInto('requests').values(row).execute();
      return id;
    },
    block: async (blocker, blocked) => {
      await db.insertInto('blocks').values({ blocker, blocked, at_ms: ports.clock.nowMs() }).execute();
    },
    dial: ({ token }) => {
      const socket = new WebSocket(`${relay.url.replace('http', 'ws')}/sync`, offeredSubprotocols(token), {
        localAddress: nextAddress(),
      });
      const client = new WireClient(socket);
      clients.add(client);
      socket.once('close', () => clients.delete(client));
      return client;
    },
    dialOne: ({ token }, document) =>
      new WebSocket(`${relay.url.replace('http', 'ws')}/sync/${document}`, [...offeredSubprotocols(token), SUBPROTOCOL_RECEIPTS], {
        localAddress: nextAddress(),
      }),
    bytesOf: (name) => relay.services.documents.read(name, (doc) => Y.encodeStateAsUpdate(doc)),
    close: async () => {
      for (const client of clients) client.cut();
      await relay.close();
      rmSync(folder, { recursive: true });
    },
  };
}
