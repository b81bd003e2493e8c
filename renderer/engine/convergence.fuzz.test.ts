import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { chatDocument } from '#shared/documents/names.ts';
import { createDevice, openChat, textsOf, type DeviceBench } from './test-support/people.ts';
import { FakeRelay } from './test-support/fake-relay.ts';
import { seeded, settle, VirtualTime } from './test-support/virtual-time.ts';

/**
 * RELIABILITY B1–B4 over a wire in virtual time: cuts (with and without frames that still arrive), silence, kills,
 * relay restarts and refusals of every kind. A failing seed is printed, and belongs into SEEDS for ever.
 */
const SEEDS: readonly number[] = [1, 2, 3];
const FIRST = Number(process.env['FUZZ_SEED'] ?? 1_000);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 15);
const STEPS = Number(process.env['FUZZ_STEPS'] ?? 120);

interface Story {
  readonly good: Map<DeviceBench, string[]>;
  readonly bad: Map<DeviceBench, string[]>;
  readonly log: string[];
}

async function run(seed: number): Promise<void> {
  const time = new VirtualTime();
  const lot = seeded(seed);
  const relay = new FakeRelay(time, lot.random);
  const delayMs = () => 1 + lot.below(40);
  const person = relay.addAccount('member');
  const doubles = () => lot.next() < 0.03;
  const bench = { relay, time, random: lot.random, delayMs, doubles };
  const devices = [
    createDevice({ ...bench, person }),
    createDevice({ ...bench, person: { ...person } }),
    createDevice({ ...bench, person: relay.addAccount('listener') }),
  ];
  const chat = openChat(relay, lot.random, person.me, devices[2]!.me);
  const name = chatDocument(chat);
  const story: Story = { good: new Map(devices.map((d) => [d, []])), bad: new Map(devices.map((d) => [d, []])), log: [] };
  const tries = new Map<string, number>();
  relay.judge = ({ text = '' }) => {
    if (text.startsWith('bad')) return 'denied';
    const tried = tries.get(text) ?? 0;
    tries.set(text, tried + 1);
    if (text.startsWith('clock') && tried < 2) return 'clock';
    if (text.startsWith('later') && tried < 2) return 'too-fast';
    return null;
  };
  for (const device of devices) await device.start();
  await time.pass(500);

  let count = 0;
  for (let i = 0; i < STEPS; i += 1) {
    const device = devices[lot.below(devices.length)]!;
    const who = `d${devices.indexOf(device)}`;
    const dice = lot.next();
    if (dice < 0.45) {
      const kind = ['ok', 'ok', 'ok', 'ok', 'ok', 'bad', 'clock', 'later'][lot.below(8)]!;
      const text = `${kind} ${who} ${(count += 1)}`;
      story.log.push(`say ${text}`);
      const handle = device.engine.openChat(chat);
      await handle.send(text);
      handle.close();
      (kind === 'bad' ? story.bad : story.good).get(device)!.push(text);
    } else if (dice < 0.55) {
      const late = lot.next() < 0.5;
      story.log.push(`cut ${who} ${late}`);
      device.cut(late);
    } else if (dice < 0.63) {
      device.online = !device.online;
      story.log.push(`${who} online ${device.online}`);
      if (!device.online) device.cut(false);
    } else if (dice < 0.72) {
      story.log.push(`kill ${who}`);
      device.kill();
      await settle();
      await device.start();
    } else if (dice < 0.76) {
      story.log.push('relay restarts');
      relay.restart();
    } else if (dice < 0.8) {
      relay.holdReceipts = !relay.holdReceipts;
      story.log.push(`receipts held ${relay.holdReceipts}`);
    } else {
      const ms = lot.below(3_000);
      story.log.push(`pass ${ms}`);
      await time.pass(ms);
    }
  }
  relay.holdReceipts = false;
  for (const device of devices) {
    device.online = true;
    device.cut(false);
    device.engine.reconnect();
  }
  await time.pass(300_000);

  const said = relay.texts(name);
  const good = [...story.good.values()].flat();
  expect(said.toSorted()).toEqual(good.toSorted());
  for (const device of devices) {
    const mine = story.good.get(device)!;
    expect(said.filter((text) => mine.includes(text))).toEqual(mine);
    expect([...device.disk.refused.values()].map(({ text }) => text).toSorted()).toEqual(story.bad.get(device)!.toSorted());
    expect([...device.disk.items.values()]).toEqual([]);
    const handle = device.engine.openChat(chat);
    expect(textsOf(handle.getSnapshot().lines)).toEqual(said);
    handle.close();
  }
  for (const device of devices) await device.engine.close();
  for (const device of devices) expect(device.timersRunning()).toBe(0);
  // Byte-equal: what is on each disk is the relay's document, whole and nothing more.
  const truth = relay.doc(name);
  for (const device of devices) {
    const kept = new Y.Doc();
    for (const update of device.disk.updates.get(name) ?? []) Y.applyUpdateV2(kept, update);
    expect(Y.encodeStateVector(kept)).toEqual(Y.encodeStateVector(truth));
    expect(Y.encodeStateAsUpdate(kept)).toEqual(Y.encodeStateAsUpdate(truth));
  }
}

test.each(SEEDS)('B1 a seed that once failed, or stands for the others: %i', { timeout: 60_000 }, run);

test('B1–B4 every good item once, in order; every bad one back with its writer; all copies equal', { timeout: 600_000 }, async () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const failure = await run(seed).then(() => null, (cause: unknown) => cause);
    expect(failure, `seed ${seed}`).toBeNull();
  }
});
