import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { GateLimits } from '../gate.ts';
import { ANN, BEN, EVE, message, NOW_MS, TestRelay, WRITER, type Sender } from './relay.ts';
import { encodeUpdate, values, type Id, type WireDeletes, type WireStruct, type Write, handmade } from './wire.ts';

/**
 * The scene of the attacks. Ann (client 1000) and Ben (2000) talked an hour ago, four entries each in turn; Ben then
 * set his read mark (his clock 4). Eve (666; 100 is her second, lower id) has just said one thing, at the tail.
 */
export const ANN_ID = 1000;
export const BEN_ID = 2000;
export const EVE_ID = 666;
export const EVE_LOW = 100;
export const EVE_HIGH = 4_000_000_000;
export const TAIL: Id = [EVE_ID, 0];
export const BENS_MARK: Id = [BEN_ID, 4];
export const BENS_KEY = `-|${BEN}|read`;
export const EVES_KEY = `-|${EVE}|read`;
export const LONG_AGO_MS = NOW_MS - 3_600_000;

export const eve: Sender = { account: EVE, rights: WRITER };

export function world(limits: Partial<GateLimits> = {}): TestRelay {
  const relay = new TestRelay(limits);
  const ann = { account: ANN, rights: WRITER };
  const ben = { account: BEN, rights: WRITER };
  relay.nowMs = LONG_AGO_MS;
  for (let turn = 0; turn < 4; turn += 1) {
    say(relay, ANN_ID, ann, message(ANN, `ann ${turn}`, { at: LONG_AGO_MS }));
    say(relay, BEN_ID, ben, message(BEN, `ben ${turn}`, { at: LONG_AGO_MS }));
  }
  change(relay, BEN_ID, ben, (doc) => doc.getMap(MARKS).set(BENS_KEY, { entry: message(ANN)['id'] }));
  relay.nowMs = NOW_MS;
  say(relay, EVE_ID, eve, message(EVE, 'hi'));
  return relay;
}

/** A stock client with this client id makes a change, and the relay must take it. */
export function change(relay: TestRelay, client: number, sender: Sender, act: (doc: Y.Doc) => void): void {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(relay.doc));
  doc.clientID = client; // only now: Yjs changes an id that it sees in use elsewhere
  const before = Y.encodeStateVector(doc);
  act(doc);
  const { verdict } = relay.take(Y.encodeStateAsUpdate(doc, before), sender);
  if (!verdict.ok) throw new Error(`the scene could not be set: ${JSON.stringify(verdict.refusal)}`);
}

export const say = (relay: TestRelay, client: number, sender: Sender, entry: unknown): void =>
  change(relay, client, sender, (doc) => doc.getArray(ENTRIES).push([entry]));

/** Eve's next struct, alone. */
export const one = (struct: WireStruct, client = EVE_ID, clock = client === EVE_ID ? 1 : 0): Uint8Array =>
  encodeUpdate([{ client, clock, structs: [struct] }]);
/** Several structs of Eve's, one after the other. */
export const run = (...structs: WireStruct[]): Uint8Array => encodeUpdate([{ client: EVE_ID, clock: 1, structs }]);
/** An honest place: at the tail. */
export const append = (...entries: unknown[]): Uint8Array => one(values({ left: TAIL }, ...entries));
export const appendByHand = (write: Write): Uint8Array => one(handmade({ left: TAIL }, write));
export const deletes = (...ranges: WireDeletes): Uint8Array => encodeUpdate([], ranges);
export const evil = (over: object = {}): Record<string, unknown> => message(EVE, 'evil', over);

/** What a stock reader shows. */
export const entriesOf = (doc: Y.Doc): Record<string, unknown>[] => doc.getArray<Record<string, unknown>>(ENTRIES).toArray();
export const textsOf = (doc: Y.Doc): unknown[] => entriesOf(doc).map((entry) => entry['text']);
export const isPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
