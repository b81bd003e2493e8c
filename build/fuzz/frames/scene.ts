import * as Y from 'yjs';
import { chatDocument } from '#shared/documents/names.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { encodeUpdate } from '#shared/protocol/message.ts';
import type { ChatId } from '#shared/ids.ts';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { NewChat } from '../../../bench/soak/protocol.ts';
import { isStrike } from '../../../sync-server/gate/fault.ts';
import { hostileUpdate } from '../../../sync-server/gate/testing/hostile.ts';
import { BEN, countIdsFrom, EVE, type TestRelay } from '../../../sync-server/gate/testing/relay.ts';
import { eve, world } from '../../../sync-server/gate/testing/world.ts';
import { WIRE } from '#shared/limits.ts';
import type { Plan } from './plan.ts';
import { binary } from './web-socket-frame.ts';

/** Past this many taken updates a scene is over: the next one begins with a short chat again. */
const TAKEN_PER_SCENE = 40;
const UPDATES_PER_SCENE = 250;
const MUTATIONS = 20;
/** More than a scene can use up. */
const IDS_PER_SCENE = 10_000;

/**
 * One chat in which Eve writes what no client would, and what must come of it. The gate itself is the model: it judges
 * the same updates on a copy, so that later updates build on what was taken, and three strikes end a socket where the
 * relay will end it. That the gate is right is shown elsewhere (`fuzz gate`); here the relay must do what it says.
 */
export interface Scene {
  readonly chat: NewChat;
  readonly name: string;
  readonly plans: readonly Plan[];
  /** How many of the updates the gate takes, and how many it refuses: the relay must have done as much. */
  readonly taken: number;
  readonly refused: number;
  /** The chat's state when all has been said. */
  readonly after: Uint8Array;
}

export function createScene(seed: number, number: number): Scene {
  const dice = createDice(seed + number * 7_919);
  countIdsFrom(number * IDS_PER_SCENE);
  const model = world();
  const id = `scene${String(number).padStart(15, '0')}` as ChatId;
  const chat = startOf(id, model);
  const name = chatDocument(id);
  const taken: Uint8Array[] = [];
  const plans: Plan[] = [];
  let frames = [opening(dice, name)];
  let strikes = 0;
  let updates = 0;
  let refused = 0;
  while (taken.length < TAKEN_PER_SCENE && updates < UPDATES_PER_SCENE) {
    const update = nextUpdate(dice, model, taken);
    const step2 = dice.once(4);
    const { verdict } = model.take(update, eve, step2);
    updates += 1;
    frames.push(binary(dice, encodeFrame({ op: 'data', channel: 1, message: encodeUpdate(update, step2) })));
    if (verdict.ok && !verdict.noop) taken.push(update);
    if (!verdict.ok) refused += 1;
    if (!verdict.ok && isStrike(verdict.refusal.code)) strikes += 1;
    if (strikes < WIRE.maxStrikes) continue;
    plans.push({ kind: 'updates', frames, scene: number });
    frames = [opening(dice, name)];
    strikes = 0;
  }
  plans.push({ kind: 'updates', frames, scene: number });
  return { chat, name, plans, taken: taken.length, refused, after: Y.encodeStateAsUpdate(model.doc) };
}

const opening = (dice: Dice, document: string): Uint8Array => binary(dice, encodeFrame({ op: 'open', channel: 1, document }));

function startOf(id: ChatId, model: TestRelay): NewChat {
  const state = Buffer.from(Y.encodeStateAsUpdate(model.doc)).toString('base64');
  return { id, seeker: EVE, listener: BEN, state, clients: [...model.owners.entries()] };
}

/** Hostile by design, or by flipping bytes of such a one until it parses again. */
function nextUpdate(dice: Dice, model: TestRelay, taken: readonly Uint8Array[]): Uint8Array {
  const update = hostileUpdate(dice, model, taken);
  if (!dice.once(3) || update.length === 0) return update;
  for (let tries = 0; tries < MUTATIONS; tries += 1) {
    const mutated = update.slice();
    for (let flips = 1 + dice.below(3); flips > 0; flips -= 1) mutated[dice.below(mutated.length)] = dice.below(256);
    if (parses(mutated)) return mutated;
  }
  return update;
}

function parses(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update);
    return true;
  } catch {
    return false;
  }
}
