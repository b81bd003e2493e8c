import { expect, test } from 'vitest';
import { createScene } from './testing/scene.ts';

test('what waits to be judged is bounded: reading stops until the relay has caught up', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  await scene.settle();
  scene.store.hold();
  ann.say('hello');
  await scene.settle();
  for (let count = 0; count < 20; count += 1) ann.send(new Uint8Array(60_000));
  expect(socket.paused).toBe(true);
  scene.store.letGo();
  await scene.settle();
  expect(socket.paused).toBe(false);
});

test('I4 however slow the store, one write of a document waits, and what came meanwhile is the next one', async () => {
  const scene = createScene();
  const ann = scene.connect(scene.seeker).open(scene.name);
  const ben = scene.connect(scene.listener).open(scene.name);
  await scene.settle();
  scene.store.hold();
  for (let count = 0; count < 10; count += 1) {
    ann.say(`a${count}`);
    ben.say(`b${count}`);
    await scene.settle();
    expect(scene.store.waiting).toBe(1);
  }
  scene.store.letGo();
  await scene.settle();
  expect(scene.store.commits.map((group) => group.length)).toEqual([1, 1]);
  expect([ann.receipts, ben.receipts]).toEqual([[1, 10], [1, 10]]);
});

test('I4 frames without a byte in them are bounded as well while the store is slow', async () => {
  const scene = createScene();
  const socket = scene.connect(scene.seeker);
  const ann = socket.open(scene.name);
  await scene.settle();
  scene.store.hold();
  ann.say('hello');
  await scene.settle();
  for (let count = 0; count < 5_000; count += 1) ann.channel?.receive({ type: 'query-awareness' });
  expect(socket.paused).toBe(true);
  scene.store.letGo();
  await scene.settle();
  expect(socket.paused).toBe(false);
});
