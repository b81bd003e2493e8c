import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { logRoots, type LogEntry } from '#shared/documents/log.ts';
import { newEntryId } from '#shared/ids.ts';
import { WIRE, WORK } from '#shared/limits.ts';
import { createGate } from '../gate/gate.ts';
import { createScene, random, type Scene } from './testing/scene.ts';
import type { Talker } from './testing/fake-socket.ts';
import { ManualTime } from './testing/manual-time.ts';

/** A relay on which judging takes as long as the worst updates do. */
const slowScene = (costMs: number): Scene & { readonly judged: () => number } => {
  const time = new ManualTime();
  let judged = 0;
  const scene = createScene({
    clock: time,
    timers: time,
    createGate: (parts) => {
      const gate = createGate(parts);
      return {
        ...gate,
        judge: (update, context) => {
          judged += 1;
          time.advance(costMs);
          return gate.judge(update, context);
        },
      };
    },
  });
  return { ...scene, time, judged: () => judged };
};

const messageOf = ({ seeker, time }: Scene, text: string): LogEntry & { readonly text: string } =>
  ({ id: newEntryId(seeker, random), author: seeker, at: time.nowMs(), kind: 'message', text });

/** Nothing that the gate would take, so that each is judged once. */
const sendNonsense = (talker: Talker): void => talker.send(Uint8Array.of(0, 0, 1));

test('G12, C1 who has used up their share of time waits unjudged, and others do not', async () => {
  const scene = slowScene(WORK.burstMs);
  const [eve, ben] = [scene.connect(scene.seeker), scene.connect(scene.listener).open(scene.name)];
  const channels = Array.from({ length: 20 }, () => eve.open(scene.name));
  await scene.settle();
  const costly = channels[0]!;
  for (let update = 0; update < 4; update += 1) costly.say('a word');
  for (const channel of channels.slice(1)) channel.say('and more');
  await scene.settle();
  expect(costly.receipts).toEqual([1]);
  expect(costly.refusals).toMatchObject([2, 3, 4].map((n) => ({ n, code: 'too-fast', again: 'later' })));
  expect(channels.slice(1).map((channel) => channel.refusals[0]?.code)).toEqual(Array.from({ length: 19 }, () => 'too-fast'));
  expect(scene.judged()).toBe(1);
  ben.say('hello');
  await scene.settle();
  expect(ben.receipts).toEqual([1]);

  scene.time.advance(((2 * WORK.burstMs) / WORK.refillMsPerSecond) * 1_000);
  channels[1]!.send(Uint8Array.of(0, 0), true);
  await scene.settle();
  expect(channels[1]!.receipts).toEqual([2]);
});

test('G12, C1 who asks for the state again and again is answered once when it is their turn, others at once', async () => {
  const scene = slowScene(2 * WORK.burstMs);
  const eve = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  sendNonsense(eve);
  await scene.settle();
  for (let question = 0; question < 50; question += 1) eve.ask();
  ben.ask();
  await scene.settle();
  const answers = (talker: Talker): number => talker.heard.filter((message) => message.type === 'update').length;
  expect([answers(eve), answers(ben)]).toEqual([0, 1]);
  scene.time.advance((WORK.burstMs / WORK.refillMsPerSecond) * 1_000 + 1);
  await scene.settle();
  expect(answers(eve)).toBe(1);

  sendNonsense(eve);
  eve.ask();
  await scene.settle();
  eve.channel?.leave();
  scene.time.advance(60_000);
  await scene.settle();
  expect(answers(eve)).toBe(1);
});

test('GATE, Work: fifty who ask for the whole state are answered with the bytes of one encoding, until it changes', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const readers = Array.from({ length: 50 }, () => scene.connect(scene.listener).open(scene.name));
  await scene.settle();
  ann.say('one');
  await scene.settle();
  /** Read where they came, without a copy: messages with the same bytes below them were encoded once. */
  const encodings = async (): Promise<readonly Uint8Array[]> => {
    for (const reader of readers) reader.heard.length = 0;
    for (const reader of readers) reader.channel?.receive({ type: 'state-vector', stateVector: Uint8Array.of(0) });
    await scene.settle();
    const heard = readers.flatMap((reader) => reader.heard);
    const answers = heard.flatMap((message) => (message.type === 'update' && message.step2 ? [message.update] : []));
    expect(answers).toHaveLength(readers.length);
    return [...new Map(answers.map((update) => [update.buffer, update])).values()];
  };
  const [first, ...more] = await encodings();
  expect(more).toEqual([]);
  ann.say('two');
  await scene.settle();
  const [second, ...others] = await encodings();
  expect(others).toEqual([]);
  expect(second).not.toEqual(first);
  expect(second).toEqual(Y.encodeStateAsUpdate(ann.doc));
});

test('G12, G24 what Yjs tidies up behind a change is work for whoever made it, and for nobody else', async () => {
  const time = new ManualTime();
  let tidyMs = 0;
  const scene = createScene({
    clock: time,
    timers: time,
    createGate: (parts) => {
      parts.doc.on('afterTransaction', () => time.advance(tidyMs));
      return createGate(parts);
    },
  });
  const [eve, ben] = [scene.connect(scene.seeker).open(scene.name), scene.connect(scene.listener).open(scene.name)];
  await scene.settle();
  tidyMs = 2 * WORK.burstMs;
  eve.say('costly');
  await scene.settle();
  tidyMs = 0;
  eve.say('and more');
  ben.say('hello');
  await scene.settle();
  expect([eve.receipts, ben.receipts]).toEqual([[1], [1]]);
  expect(eve.refusals).toMatchObject([{ n: 2, code: 'too-fast', again: 'later', detail: 'G12: over the budget of work' }]);
  expect(scene.documents.stats().counters.refusedBy.get('G12')).toEqual({ 'too-fast': 1 });
});

test('G8 one who is refused again and again fills no log: a line a second, with the rule of the gate and the count', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  await scene.settle();
  const gap = new Y.Doc();
  gap.getArray('entries').push(['lost']);
  const before = Y.encodeStateVector(gap);
  gap.getArray('entries').push(['one']);
  const update = Y.encodeStateAsUpdate(gap, before);
  const refused = async (): Promise<void> => {
    ann.send(update);
    await scene.settle();
  };
  for (let count = 0; count < 5; count += 1) await refused();
  scene.time.advance(WIRE.refusalLogIntervalMs);
  await refused();
  const lines = scene.logged.filter((line) => line.startsWith('update-refused'));
  expect(lines).toEqual([
    'update-refused {"document":"chat","code":"incomplete","gate":"G5","count":1}',
    'update-refused {"document":"chat","code":"incomplete","gate":"G5","count":5}',
  ]);
});

test('C3 what waits long has bytes of its own, and does not keep all that was read with it', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const said = new Y.Doc();
  said.on('update', (update) => {
    const read = new Uint8Array(64 * 1_024);
    read.set(update);
    ann.send(read.subarray(0, update.length));
    read.fill(0xff);
  });
  logRoots(said).entries.push([messageOf(scene, 'early')]);
  await scene.settle();
  expect(ann.receipts).toEqual([1]);
});

test('C3 a question that waits is kept when it is short, and when it is long everything is answered', async () => {
  const scene = slowScene(2 * WORK.burstMs);
  const [eve, ben] = [scene.connect(scene.seeker).open(scene.name), scene.connect(scene.listener).open(scene.name)];
  await scene.settle();
  ben.say('hello');
  await scene.settle();
  const has = Y.decodeStateVector(Y.encodeStateVector(ben.doc));
  const ask = async (clients: number): Promise<Uint8Array | null> => {
    sendNonsense(eve);
    const known = new Map([...has, ...Array.from({ length: clients }, (_, client) => [client, 1] as const)]);
    const read = Uint8Array.from(Y.encodeStateVector(known));
    eve.channel?.receive({ type: 'state-vector', stateVector: read });
    await scene.settle();
    read.fill(0xff);
    scene.time.advance(60_000);
    await scene.settle();
    const answer = eve.heard.findLast((message) => message.type === 'update' && message.step2);
    return answer?.type === 'update' ? answer.update : null;
  };
  expect(await ask(1)).toEqual(Uint8Array.of(0, 0));
  expect(await ask(10_000)).toEqual(Y.encodeStateAsUpdate(ben.doc));
});

test('G12, C1 who takes words out of a large document pays for its being written anew, and nobody else does', async () => {
  const scene = createScene();
  const [eve, ben] = [scene.connect(scene.seeker).open(scene.name), scene.connect(scene.listener).open(scene.name)];
  await scene.documents.write(scene.name, (doc) => logRoots(doc).entries.push([messageOf(scene, 'x'.repeat(2 * 1_024 * 1_024))]));
  eve.ask();
  await scene.settle();
  const key = `-|${scene.seeker}|read`;
  for (let round = 0; round < 40; round += 1) {
    logRoots(eve.doc).marks.set(key, { entry: newEntryId(scene.seeker, random) });
    await scene.settle();
    logRoots(eve.doc).marks.delete(key);
    ben.say('and I?', scene.time.nowMs());
    await scene.settle();
    scene.time.advance(1);
  }
  const { snapshotsWritten } = scene.documents.stats().counters;
  expect(snapshotsWritten).toBeGreaterThan(5); // few rounds are nobody's fault
  expect(snapshotsWritten).toBeLessThan(20);
  expect(eve.refusals[0]).toMatchObject({ code: 'too-fast', again: 'later' });
  expect(ben.refusals.filter(({ detail }) => detail === 'over the budget of work')).toEqual([]);
});
