import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ENTRIES, formatMarkKey, logRoots, WHOLE } from '#shared/documents/log.ts';
import { newEntryId } from '#shared/ids.ts';
import { MARK, RATE } from '#shared/limits.ts';
import * as wire from '../gate/testing/wire.ts';
import { structCount } from '../gate/yjs-internals.ts';
import type { Talker } from './testing/fake-socket.ts';
import { createScene, random, type Scene } from './testing/scene.ts';

/** What one account can make the relay keep, over any time (RELIABILITY C9, GATE-RULES G27). */
const EVES_ID = 666;

interface Attack {
  readonly scene: Scene;
  readonly eve: Talker;
  /** Hears everything, and so has what the relay has. */
  readonly ben: Talker;
}

async function attack(): Promise<Attack> {
  const scene = createScene();
  const eve = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  return { scene, eve, ben };
}

/** The two marks of a party in turn: neighbours under one key are none in time, and Yjs puts no two of them together. */
async function mark({ scene, eve, ben }: Attack, times: number): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(ben.doc));
  doc.clientID = EVES_ID;
  const before = Y.encodeStateVector(doc);
  const first = structCount(doc);
  for (let count = 0; count < times; count += 1) {
    const name = (first + count) % 2 === 0 ? 'delivered' : 'read';
    const key = formatMarkKey({ subject: WHOLE, account: scene.seeker, name });
    logRoots(doc).marks.set(key, { entry: newEntryId(scene.seeker, random) });
  }
  eve.send(Y.encodeStateAsUpdate(doc, before));
  await scene.settle();
}

test('C9, G27 one who sets two marks in turn leaves so many pieces at once, then so many a second, and no more', async () => {
  const at = await attack();
  const [TRIES, EVERY_MS] = [600, 20];
  for (let tried = 0; tried < TRIES; tried += 1) {
    await mark(at, 1);
    at.scene.time.advance(EVERY_MS);
  }
  const pieces = structCount(at.ben.doc);
  expect(pieces).toBeGreaterThanOrEqual(MARK.rate.burst); // they are never put together: the attack is one
  expect(pieces).toBeLessThanOrEqual(MARK.rate.burst + (TRIES * EVERY_MS) / MARK.rate.refillMs + 1);
  expect(at.eve.refusals[0]).toMatchObject({ code: 'too-fast', again: 'later', detail: 'G27: over the rate of marks' });
  expect(new Set(at.eve.refusals.map(({ code }) => code))).toEqual(new Set(['too-fast']));
});

test('C9, G27 many marks in one update are a debt, and words go on meanwhile', async () => {
  const at = await attack();
  const more = 100;
  await mark(at, MARK.rate.burst + more);
  expect(structCount(at.ben.doc)).toBe(MARK.rate.burst + more);
  await mark(at, 1);
  expect(at.eve.refusals).toMatchObject([{ n: 2, code: 'too-fast' }]);
  const words = at.scene.connect(at.scene.seeker).open(at.scene.name);
  await at.scene.settle();
  words.ask();
  await at.scene.settle();
  words.say('words');
  await at.scene.settle();
  expect(words.refusals).toEqual([]);
  at.scene.time.advance((more + 1) * MARK.rate.refillMs);
  await mark(at, 1);
  expect(at.eve.refusals).toHaveLength(1);
});

test('C9, G27 what was made and removed again is paid for like words: it stays as well', async () => {
  const { scene, eve } = await attack();
  const pieces = 2 * RATE.message.burst;
  // Two runs of removed entries, each hanging on itself, and their clocks in turn.
  const structs = Array.from({ length: pieces }, (_, clock) =>
    wire.tombstone(clock < 2 ? { root: ENTRIES } : { left: [EVES_ID, clock - 2] }, 1),
  );
  eve.send(wire.encodeUpdate([{ client: EVES_ID, clock: 0, structs }]));
  await scene.settle();
  expect(eve.refusals).toEqual([]);
  expect(await scene.documents.read(scene.name, structCount)).toBeGreaterThanOrEqual(pieces);
  const again = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  again.ask();
  await scene.settle();
  again.say('one word');
  await scene.settle();
  expect(again.refusals).toMatchObject([{ code: 'too-fast' }]);
  scene.time.advance((pieces - RATE.message.burst + 1) * RATE.message.refillMs);
  again.send(Y.encodeStateAsUpdate(again.doc), true);
  await scene.settle();
  expect(again.refusals).toHaveLength(1);
});
