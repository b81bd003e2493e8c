import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId, type AccountId, type EntryId } from '#shared/ids.ts';
import { encodeUpdate } from '#shared/protocol/message.ts';
import type { HeardCode } from '#shared/protocol/refusal.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import { systemPorts } from '../../system.ts';
import { openLine, type Form } from './line.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import { awareness, OBSERVED_CLIENT, statesIn } from './try-presence.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

const { clock, random } = systemPorts();

/** What one frame of an order is, and what the gate says of it when it stands alone. */
const GOOD = ['append', 'mark', 'delete-own'] as const;
const BAD: Readonly<Record<string, readonly HeardCode[]>> = {
  'delete-other': ['not-yours'],
  'mark-other': ['forged-author'],
  forged: ['forged-author'],
  future: ['clock'],
  gap: ['incomplete'],
  empty: ['schema'],
  'other-root': ['wrong-place', 'incomplete'],
};
type Act = (typeof GOOD)[number] | keyof typeof BAD;
/** So many are let pass before the socket is closed (W10); an order stays below. */
const STRIKES: ReadonlySet<Act> = new Set(['mark-other', 'forged', 'other-root']);
const MAX_STRIKES = 2;

export interface OrdersReport {
  readonly orders: number;
  readonly frames: number;
  readonly admitted: number;
  readonly refused: number;
}

/**
 * Good and bad frames in seeded orders, sent in one burst over real sockets of both forms, by one who may write and by one
 * who may only read: each is judged on its own merits, whatever stood before it (RELIABILITY D6). Throws at the first
 * that is not, naming the order.
 */
export async function runOrders(seed: number, orders: number): Promise<OrdersReport> {
  const house = await openRelayHouse();
  const totals = { orders, frames: 0, admitted: 0, refused: 0 };
  try {
    const facts = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
    const seeker = await house.person({ ...facts, type: 'member' });
    const listener = await house.person({ ...facts, type: 'listener' });
    for (let order = 0; order < orders; order += 1) {
      house.skip(60_000); // rates are not what this is about
      try {
        const { admitted, refused } = await runOrder(house, seeker, listener, createDice(seed + order));
        totals.frames += admitted + refused;
        totals.admitted += admitted;
        totals.refused += refused;
      } catch (cause) {
        throw new Error(`order ${order} of seed ${seed}: ${String(cause)}`, { cause });
      }
    }
    return totals;
  } finally {
    await house.close();
  }
}

interface Frame {
  readonly act: Act;
  readonly step2: boolean;
  readonly update: Uint8Array;
}

async function runOrder(house: RelayHouse, me: Resident, other: Resident, dice: Dice) {
  const mayWrite = dice.below(3) > 0;
  const form: Form = dice.pick(['many', 'one']);
  const lines = [other.account, me.account].map((author, index) => ({ author, text: `before ${index}` }));
  const chat = await house.chat({ seeker: me.account, listener: other.account, state: mayWrite ? 'open' : 'ended', lines });
  const name = chatDocument(chat);
  await house.relay.services.matching.projector.project(name);
  const writer = new Writer(await house.bytesOf(name), [me.account, other.account], mayWrite, dice);
  const frames = Array.from({ length: 4 + dice.below(10) }, () => writer.next());

  const watching = await openLine(house, other, name, 'many');
  watching.send(awareness(OBSERVED_CLIENT, 1, { typing: false }));
  const line = await openLine(house, me, name, form);
  line.send(awareness(writer.clientId, 1, { typing: true }));
  for (const { update, step2 } of frames) {
    if (dice.once(3)) line.send(awareness(OBSERVED_CLIENT, 50 + dice.below(50), dice.once(2) ? null : { typing: true }));
    line.send(encodeUpdate(update, step2));
  }
  await line.sync();
  await watching.sync();
  if (line.closed() !== null) throw new Error(`closed with ${line.closed()}`);

  const refusals = new Map(line.messages().flatMap((message) => (message.type === 'refusal' ? [[message.refusal.n, message.refusal]] : [])));
  const wrong = frames.flatMap(({ act }, index) => {
    const code = refusals.get(index + 1)?.code ?? null;
    const ought = BAD[act] ?? (mayWrite || act === 'delete-own' ? null : ['denied']);
    // One who may not write is told so first, whatever else is wrong with the frame.
    const fits = ought === null ? code === null : code !== null && (ought.includes(code) || (!mayWrite && code === 'denied'));
    return fits ? [] : [`frame ${index + 1}, ${act}: ${code}, not ${String(ought)}`];
  });
  if (wrong.length > 0) throw new Error(`${wrong.join('; ')} in ${frames.map(({ act }) => act).join(' ')} (${form}, ${mayWrite})`);

  const admitted = frames.filter((_, index) => !refusals.has(index + 1));
  expectSame(await house.bytesOf(name), writer.base, admitted);
  const seen = watching.messages().flatMap((message) => (message.type === 'awareness' ? statesIn(message.update) : []));
  if (seen.filter(({ client }) => client === OBSERVED_CLIENT).length > 1) throw new Error('a forged presence was passed on');
  if (!mayWrite && seen.some(({ client }) => client === writer.clientId)) throw new Error('a reader was seen');
  line.cut();
  watching.cut();
  return { admitted: admitted.length, refused: frames.length - admitted.length };
}

const shown = (doc: Y.Doc): string => {
  const { entries, marks } = logRoots(doc);
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted((a, b) => a[0] - b[0]);
  return JSON.stringify([entries.toJSON(), marks.toJSON(), clocks]);
};

/** The relay has what was there before and the admitted frames, and not a struct more. */
function expectSame(now: Uint8Array, base: Uint8Array, admitted: readonly Frame[]): void {
  const ought = new Y.Doc();
  for (const update of [base, ...admitted.map((frame) => frame.update)]) Y.applyUpdate(ought, update);
  const is = new Y.Doc();
  Y.applyUpdate(is, now);
  if (shown(is) !== shown(ought)) throw new Error(`the document is ${shown(is)}, and ought to be ${shown(ought)}`);
}

/** Makes frames of which none depends on one that will be refused. */
class Writer {
  readonly base: Uint8Array;
  readonly #doc = new Y.Doc();
  readonly #me: AccountId;
  readonly #other: AccountId;
  readonly #dice: Dice;
  readonly #mayWrite: boolean;
  #strikes = 0;
  #hasOwn = true;

  constructor(base: Uint8Array, [me, other]: readonly [AccountId, AccountId], mayWrite: boolean, dice: Dice) {
    this.#mayWrite = mayWrite;
    this.base = base;
    this.#me = me;
    this.#other = other;
    this.#dice = dice;
    Y.applyUpdate(this.#doc, base);
  }

  get clientId(): number {
    return this.#doc.clientID;
  }

  next(): Frame {
    const acts: Act[] = [...GOOD, ...Object.keys(BAD)].filter(
      (act) => (act !== 'delete-own' || this.#hasOwn) && (!STRIKES.has(act) || this.#strikes < MAX_STRIKES),
    );
    const act = this.#dice.pick(acts);
    if (STRIKES.has(act)) this.#strikes += 1;
    if (act === 'delete-own') this.#hasOwn = false;
    const isGood = this.#mayWrite ? (GOOD as readonly string[]).includes(act) : act === 'delete-own';
    return { act, step2: this.#dice.once(2), update: isGood ? updateOf(this.#doc, (doc) => this.#change(doc, act)) : this.#bad(act) };
  }

  #bad(act: Act): Uint8Array {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, this.base);
    if (act === 'gap') updateOf(copy, (doc) => logRoots(doc).entries.push([this.#entry('never sent')]));
    return updateOf(copy, (doc) => this.#change(doc, act));
  }

  #change(doc: Y.Doc, act: Act): void {
    const { entries, marks } = logRoots(doc);
    const at = (author: AccountId): number => entries.toArray().findIndex((entry) => entry.author === author && entry.kind === 'message');
    const id = newEntryId(this.#me, random);
    switch (act) {
      case 'append':
      case 'gap':
        return entries.push([this.#entry('words')]);
      case 'mark':
        return void marks.set(`-|${this.#me}|read`, { entry: id });
      case 'delete-own':
        return entries.delete(at(this.#me));
      case 'delete-other':
        return entries.delete(at(this.#other));
      case 'mark-other':
        return void marks.set(`-|${this.#other}|read`, { entry: id });
      case 'forged':
        return entries.push([{ ...this.#entry('in another name'), author: this.#other, id: newEntryId(this.#other, random) }]);
      case 'future':
        return entries.push([{ ...this.#entry('from next year'), at: clock.nowMs() + 3e10 }]);
      case 'empty':
        return entries.push([this.#entry('')]);
      case 'other-root':
        return doc.getArray('secrets').push(['x']);
      default:
        throw new Error(`no such act: ${act}`);
    }
  }

  #entry(text: string): LogEntry & { readonly id: EntryId; readonly text: string } {
    return { id: newEntryId(this.#me, random), author: this.#me, at: clock.nowMs(), kind: 'message', text };
  }
}

/** What one change of a document sends. */
function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array): void => void updates.push(update);
  doc.on('update', keep);
  doc.transact(() => change(doc));
  doc.off('update', keep);
  const [update] = updates;
  if (update === undefined) throw new Error('nothing was changed');
  return update;
}
