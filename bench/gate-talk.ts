import * as Y from 'yjs';
import { logRoots } from '../shared/documents/log.ts';
import { newEntryId, newId, type AccountId } from '../shared/ids.ts';
import { ALLOWED } from '../shared/policy/verdict.ts';
import type { DocumentRights } from '../shared/policy/rights.ts';

/** What honest people do, and the updates that their stock clients send for it. */
export type Deed = 'message' | 'mark' | 'delete' | 'offline';

export interface Sent {
  readonly account: AccountId;
  readonly update: Uint8Array;
  readonly step2: boolean;
}

export interface Talk {
  /** As all of them have it. */
  readonly doc: Y.Doc;
  readonly owners: readonly (readonly [number, AccountId])[];
  readonly nowMs: number;
  /** They do these things over and over, each person in turn. */
  go(deeds: readonly Deed[], times: number): Sent[];
}

export const RIGHTS: DocumentRights = {
  read: ALLOWED,
  append: { kinds: ['message'], verdict: ALLOWED },
  mark: ALLOWED,
  deleteOwn: ALLOWED,
  deleteOther: ALLOWED,
  edit: ALLOWED,
};

const OFFLINE_MESSAGES = 20;
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

/** People who hear each other at once, so that one document can stand for everybody's. */
export function createTalk(people: number, entries: number): Talk {
  const doc = new Y.Doc();
  const nowMs = Date.now();
  const persons = Array.from({ length: people }, (_, index) => ({ account: newId<AccountId>(random), client: 1_000 + index * 7_919 }));
  const turn = { said: 0, done: 0 };

  const say = (account: AccountId): void => {
    turn.said += 1;
    const text = `It has been a long week, and I did not know whom to tell (${turn.said}).`;
    logRoots(doc).entries.push([{ id: newEntryId(account, random), author: account, at: nowMs, kind: 'message', text } as never]);
  };
  const mark = (account: AccountId): void =>
    void logRoots(doc).marks.set(`-|${account}|read`, { entry: newEntryId(account, random) });
  const acts: Record<Deed, (account: AccountId) => void> = {
    message: say,
    mark,
    delete: () => logRoots(doc).entries.delete(Math.max(0, logRoots(doc).entries.length - 30), 1),
    offline: (account) => {
      for (let words = 0; words < OFFLINE_MESSAGES; words += 1) say(account);
    },
  };

  const act = (deed: Deed): Sent => {
    const person = persons[turn.done % people];
    if (person === undefined) throw new Error('nobody is there');
    turn.done += 1;
    doc.clientID = person.client;
    const before = Y.encodeStateVector(doc);
    let update: Uint8Array | null = null;
    const keep = (bytes: Uint8Array): void => void (update = bytes);
    doc.once('update', keep);
    // A mark and what is said offline come in one transaction of their own each, as from a client.
    doc.transact(() => acts[deed](person.account));
    if (update === null) throw new Error('nothing was done');
    return { account: person.account, update: deed === 'offline' ? Y.encodeStateAsUpdate(doc, before) : update, step2: deed === 'offline' };
  };

  for (let n = 0; n < entries; n += 1) act('message');
  for (let n = 0; n < people; n += 1) if (entries > 0) act('mark');
  return {
    doc,
    owners: persons.map(({ client, account }) => [client, account]),
    nowMs,
    go: (deeds, times) => Array.from({ length: times }, (_, index) => act(deeds[index % deeds.length] ?? 'message')),
  };
}
