import * as Y from 'yjs';
import { ENTRIES, MARKS } from '#shared/documents/log.ts';
import type { Dice } from '#shared/testing/dice.ts';
import { stateOf } from '../yjs-internals.ts';
import { ANN, BEN, entryIdOf, EVE, message, NOW_MS, type TestRelay } from './relay.ts';
import * as wire from './wire.ts';
import { ANN_ID, BEN_ID, BENS_KEY, EVE_HIGH, EVE_ID, EVE_LOW, EVES_KEY, LONG_AGO_MS } from './world.ts';

/**
 * Updates as somebody would write them who knows the format and means harm: most of them nearly right, so that they
 * get far. Test support.
 */
const EVES = [EVE_LOW, EVE_ID, EVE_HIGH] as const;
const EVERYONES = [ANN_ID, BEN_ID, ...EVES] as const;

export function hostileUpdate(dice: Dice, relay: TestRelay, taken: readonly Uint8Array[]): Uint8Array {
  const die = dice.below(12);
  if (die === 0 && taken.length > 0) return flipped(dice, dice.pick(taken));
  if (die === 1 && taken.length > 1) return Y.mergeUpdates([dice.pick(taken), dice.pick(taken)]);
  if (die === 2) return encode([goodBlock(dice, relay)], dice, relay);
  const clients = dice.once(4) ? [dice.pick(EVES), dice.pick(EVERYONES)] : [dice.pick(EVES)];
  const blocks = clients.map((client) => block(dice, relay, client));
  return encode(dice.once(8) ? [] : blocks, dice, relay);
}

const encode = (blocks: wire.WireBlock[], dice: Dice, relay: TestRelay): Uint8Array => {
  const tail = dice.once(30) ? [1, 2, 3] : [];
  const update = wire.encodeUpdate(blocks, dice.once(3) ? deleteSet(dice, relay) : [], tail);
  return dice.once(40) ? update.slice(0, dice.below(update.length)) : update;
};

function flipped(dice: Dice, update: Uint8Array): Uint8Array {
  const copy = update.slice();
  for (let flips = 1 + dice.below(3); flips > 0; flips -= 1) copy[dice.below(copy.length)] = dice.below(256);
  return copy;
}

function goodBlock(dice: Dice, relay: TestRelay): wire.WireBlock {
  const client = dice.pick(EVES);
  const left = tailOf(relay.doc);
  const entries = Array.from({ length: 1 + dice.below(2) }, () => message(EVE, 'fine'));
  const place = left === null ? { root: ENTRIES } : { left };
  return { client, clock: stateOf(relay.doc, client), structs: [wire.values(place, ...entries)] };
}

function block(dice: Dice, relay: TestRelay, client: number): wire.WireBlock {
  let clock = stateOf(relay.doc, client);
  if (dice.once(6)) clock = Math.max(0, clock + dice.below(4) - 2);
  const structs: wire.WireStruct[] = [];
  let next = clock;
  for (let count = 1 + dice.below(3); count > 0; count -= 1) {
    structs.push(struct(dice, relay, client, next));
    next += 1;
  }
  return { client, clock, structs };
}

function struct(dice: Dice, relay: TestRelay, client: number, clock: number): wire.WireStruct {
  const die = dice.below(40);
  if (die === 0) return wire.collected(1 + dice.below(3));
  if (die === 1) return wire.skip(1 + dice.below(2), dice.pick([10, 10, 42]));
  const where = spot(dice, relay, client, clock);
  if (die < 6) return wire.tombstone(where, 1 + dice.below(3));
  if (die < 9) return wire.values(where, value(dice), value(dice));
  if (die === 9) return wire.handmade(where, wire.members(['__proto__', wire.json(value(dice))], ['kind', wire.json('message')]));
  if (die < 13) return otherContent(dice, where);
  return wire.values(where, value(dice));
}

function otherContent(dice: Dice, where: wire.Spot): wire.WireStruct {
  const { REF } = wire;
  return dice.pick([
    wire.content(REF.string, where, wire.text('zz')),
    wire.content(REF.type, where, wire.number(dice.below(7))),
    wire.content(REF.binary, where, wire.bytes(1, 7)),
    wire.content(REF.embed, where, wire.text('1')),
    wire.content(REF.json, where, wire.all(wire.bytes(1), wire.text('1'))),
    wire.content(REF.document, where, wire.all(wire.text('guid'), wire.json({}))),
  ]);
}

function spot(dice: Dice, relay: TestRelay, client: number, clock: number): wire.Spot {
  const any = (): wire.Id => anyId(dice, relay, client, clock);
  const tail = tailOf(relay.doc);
  switch (dice.below(8)) {
    case 0:
    case 1:
    case 2:
      return { left: tail ?? any() };
    case 3:
      return { left: any() };
    case 4:
      return dice.once(2) ? { left: any(), right: any() } : { right: any() };
    case 5:
      return { root: MARKS, key: dice.pick([EVES_KEY, EVES_KEY, BENS_KEY, `-|${ANN}|read`, `-|${EVE}|constructor`, '__proto__']) };
    case 6:
      return { root: dice.pick([ENTRIES, ENTRIES, MARKS, 'evil']), ...(dice.once(3) ? { key: EVES_KEY } : {}) };
    default:
      return { parent: any(), ...(dice.once(2) ? { key: 'x' } : {}) };
  }
}

function anyId(dice: Dice, relay: TestRelay, client: number, clock: number): wire.Id {
  const whose = dice.below(3) === 0 ? client : dice.pick(EVERYONES);
  const state = stateOf(relay.doc, whose);
  if (dice.once(10)) return [whose, state + dice.below(3)];
  return [whose, whose === client ? dice.below(clock + 1) : dice.below(state + 1)];
}

const value = (dice: Dice): unknown =>
  dice.pick<() => unknown>([
    () => message(EVE, 'fine'),
    () => message(EVE, 'fine'),
    () => message(EVE, 'fine'),
    () => ({ entry: entryIdOf(BEN) }),
    () => ({ entry: entryIdOf(BEN) }),
    () => message(ANN, 'forged'),
    () => ({ ...message(EVE, 'evil'), id: entryIdOf(ANN) }),
    () => message(EVE, 'evil', { at: dice.pick([NOW_MS + 1e6, LONG_AGO_MS, -1, 1.5]) }),
    () => message(EVE, '', {}),
    () => ({ ...message(EVE, 'evil'), admin: true }),
    () => ({ id: entryIdOf(EVE), author: EVE, at: NOW_MS, kind: 'notice', what: 'ended', by: BEN }),
    () => dice.pick<unknown>([null, 1, 'text', [], {}, undefined, 5n]),
  ])();

function deleteSet(dice: Dice, relay: TestRelay): wire.WireDeletes {
  return Array.from({ length: 1 + dice.below(2) }, () => {
    const client = dice.once(2) ? dice.pick(EVES) : dice.pick(EVERYONES);
    let clock = dice.below(stateOf(relay.doc, client) + 1);
    const ranges = Array.from({ length: 1 + dice.below(2) }, () => {
      const range = [clock, dice.below(4)] as const;
      clock += range[1] + dice.below(3) - (dice.once(10) ? 2 : 0);
      return [Math.max(0, range[0]), range[1]] as const;
    });
    return [client, ranges] as const;
  });
}

/** The last id of the entries, removed ones included. */
function tailOf(doc: Y.Doc): wire.Id | null {
  // oxlint-disable-next-line no-underscore-dangle -- Yjs's name for it
  let item = doc.getArray(ENTRIES)._start;
  if (item === null) return null;
  while (item.right !== null) item = item.right;
  return [item.id.client, item.id.clock + item.length - 1];
}
