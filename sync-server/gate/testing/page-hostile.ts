import * as Y from 'yjs';
import type { Dice } from '#shared/testing/dice.ts';
import { stateOf } from '../yjs-internals.ts';
import { at, node, paragraph, type PageRelay, text as run, written } from './page-relay.ts';
import { ANN_ID, BEN_ID, element, EVE_HIGH, EVE_ID, EVE_LOW, format, textRun, words } from './page-world.ts';
import * as wire from './wire.ts';

/**
 * Updates of a page as somebody would write them who knows the format and means harm: most of them nearly right, so
 * that they get far. Test support.
 */
const EVES = [EVE_LOW, EVE_ID, EVE_HIGH] as const;
const EVERYONES = [ANN_ID, BEN_ID, ...EVES] as const;

/** JSON deeper than the stack, which Yjs reads all the same: a mark is text that no walk over the bytes looks into. */
const DEEP = `${'['.repeat(12_000)}${']'.repeat(12_000)}`;

export function hostilePageUpdate(dice: Dice, relay: PageRelay, taken: readonly Uint8Array[]): Uint8Array {
  const die = dice.below(12);
  if (die === 0 && taken.length > 0) return flipped(dice, dice.pick(taken));
  if (die === 1 && taken.length > 1) return Y.mergeUpdates([dice.pick(taken), dice.pick(taken)]);
  if (die < 5) return honest(dice, relay);
  const clients = dice.once(4) ? [dice.pick(EVES), dice.pick(EVERYONES)] : [dice.pick(EVES)];
  const blocks = dice.once(8) ? [] : clients.map((client) => block(dice, relay, client));
  const update = wire.encodeUpdate(blocks, dice.once(3) ? deleteSet(dice, relay) : [], dice.once(30) ? [1, 2, 3] : []);
  return dice.once(40) ? update.slice(0, dice.below(update.length)) : update;
}

function flipped(dice: Dice, update: Uint8Array): Uint8Array {
  const copy = update.slice();
  for (let flips = 1 + dice.below(3); flips > 0; flips -= 1) copy[dice.below(copy.length)] = dice.below(256);
  return copy;
}

/** What an editor would write, so that there is always something to spoil. */
function honest(dice: Dice, relay: PageRelay): Uint8Array {
  return written(relay, dice.pick(EVES), (root) => {
    const index = dice.below(root.length + 1);
    if (dice.once(3) || root.length === 0) return root.insert(index, [dice.once(2) ? paragraph('fine') : node('heading', [run('fine')], { level: 1 })]);
    const beside = at(root, dice.below(root.length));
    const child: unknown = beside.length === 0 ? null : beside.get(0);
    if (!(child instanceof Y.XmlText)) return dice.once(2) ? root.delete(dice.below(root.length), 1) : root.insert(index, [paragraph('')]);
    const from = dice.below(child.length + 1);
    if (dice.once(3)) child.insert(from, 'word');
    else if (dice.once(2)) child.delete(from, Math.min(2, child.length - from));
    else if (beside.nodeName !== 'codeBlock') child.format(from, child.length - from, { [dice.pick(['bold', 'italic'])]: dice.pick([{}, null]) });
  });
}

function block(dice: Dice, relay: PageRelay, client: number): wire.WireBlock {
  let clock = stateOf(relay.doc, client);
  if (dice.once(6)) clock = Math.max(0, clock + dice.below(4) - 2);
  const structs: wire.WireStruct[] = [];
  let next = clock;
  for (let count = 1 + dice.below(4); count > 0; count -= 1) {
    structs.push(struct(dice, relay, client, next));
    next += 1;
  }
  return { client, clock, structs };
}

function struct(dice: Dice, relay: PageRelay, client: number, clock: number): wire.WireStruct {
  const die = dice.below(40);
  if (die === 0) return wire.collected(1 + dice.below(3));
  if (die === 1) return wire.skip(1 + dice.below(2), dice.pick([10, 10, 42]));
  const spot = somewhere(dice, relay, client, clock);
  if (die < 5) return wire.tombstone(spot, 1 + dice.below(3));
  if (die < 8) return other(dice, spot);
  if (die < 16) return words(spot, dice.pick(['a', 'a', 'bc', '😀', '']));
  if (die < 22) return format(spot, dice.pick(['bold', 'bold', 'link', '__proto__', 'style']), dice.pick(['{}', '{}', 'null', '{"href":"/a"}', '{"href":"javascript:1"}', '{"__proto__":{}}', 'true', DEEP]));
  if (die < 28) return textRun(spot);
  if (die < 34) return element(spot, dice.pick(['paragraph', 'heading', 'bulletList', 'listItem', 'codeBlock', 'hardBreak', 'script', '__proto__']));
  return wire.values(spot, ...Array.from({ length: 1 + dice.below(2) }, () => dice.pick<unknown>([1, 2, 3, true, 'ts', 99, null, undefined, {}])));
}

function other(dice: Dice, spot: wire.Spot): wire.WireStruct {
  const { REF, number, text, bytes, all, json } = wire;
  return dice.pick([
    wire.content(REF.type, spot, number(dice.below(8))),
    wire.content(REF.type, spot, all(number(5), text('hook'))),
    wire.content(REF.binary, spot, bytes(1, 7)),
    wire.content(REF.embed, spot, text('{"a":1}')),
    wire.content(REF.document, spot, all(text('guid'), json({}))),
    wire.content(REF.json, spot, all(bytes(1), text('{}'))),
  ]);
}

function somewhere(dice: Dice, relay: PageRelay, client: number, clock: number): wire.Spot {
  const any = (): wire.Id => anyId(dice, relay, client, clock);
  switch (dice.below(8)) {
    case 0:
    case 1:
      return { left: any() };
    case 2: {
      const left = any();
      return { left, right: [left[0], left[1] + 1] };
    }
    case 3:
      return dice.once(2) ? { left: any(), right: any() } : { right: any() };
    case 4:
      return { root: dice.pick(['page', 'page', 'page', 'evil']), ...(dice.once(6) ? { key: 'level' } : {}) };
    case 5:
      return { parent: any(), key: dice.pick(['level', 'level', 'checked', '__proto__']) };
    default:
      return { parent: any() };
  }
}

function anyId(dice: Dice, relay: PageRelay, client: number, clock: number): wire.Id {
  const whose = dice.below(3) === 0 ? client : dice.pick(EVERYONES);
  const state = stateOf(relay.doc, whose);
  if (dice.once(10)) return [whose, state + dice.below(3)];
  return [whose, whose === client ? dice.below(clock + 1) : dice.below(state + 1)];
}

function deleteSet(dice: Dice, relay: PageRelay): wire.WireDeletes {
  return Array.from({ length: 1 + dice.below(2) }, () => {
    const client = dice.pick(EVERYONES);
    let clock = dice.below(stateOf(relay.doc, client) + 1);
    const ranges = Array.from({ length: 1 + dice.below(2) }, () => {
      const range = [clock, dice.below(4)] as const;
      clock += range[1] + dice.below(3) - (dice.once(10) ? 2 : 0);
      return [Math.max(0, range[0]), range[1]] as const;
    });
    return [client, ranges] as const;
  });
}
