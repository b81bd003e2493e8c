import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { chatDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import { textsOf, twoPeople, type DeviceBench } from './test-support/people.ts';

const REFUSED = 'refused by the relay';

test('G14 what the relay refuses never shows in another window on the same documents', async () => {
  const { time, relay, seeker, listener, chat } = await twoPeople();
  const [mine, theirs] = [seeker, listener].map((device) => device.engine.openChat(chat)) as [Handle, Handle];
  await time.pass(1_000);
  relay.judge = ({ text = '' }) => (text === REFUSED ? 'denied' : null);
  // At every moment, and not the end alone: what was refused is taken back, everywhere where it came to.
  const shown = new Set<string>();
  theirs.subscribe(() => textsOf(theirs.getSnapshot().lines).forEach((text) => shown.add(text)));
  await mine.send(REFUSED);
  await time.pass(1_000);
  await mine.send('allowed');
  await time.pass(5_000);
  expect([...shown]).toEqual(['allowed']);
  expect(everOnDisk(listener, chatDocument(chat))).toEqual(['allowed']);
  expect(relay.refusals).toMatchObject([{ code: 'denied' }]);
  expect(mine.getSnapshot().refused).toMatchObject([{ text: REFUSED }]);
});

test('G14 nothing is heard of another window while the relay is out of reach', async () => {
  const { time, seeker, listener, chat } = await twoPeople();
  const [mine, theirs] = [seeker, listener].map((device) => device.engine.openChat(chat)) as [Handle, Handle];
  await time.pass(1_000);
  seeker.online = false;
  seeker.cut(false);
  await mine.send('kept for later');
  await time.pass(5_000);
  expect(textsOf(mine.getSnapshot().lines)).toEqual(['kept for later']);
  expect(textsOf(theirs.getSnapshot().lines)).toEqual([]);
});

type Handle = ReturnType<DeviceBench['engine']['openChat']>;

/** Every word in the bytes that a device keeps of a chat, those among them that were taken back. */
function everOnDisk(device: DeviceBench, name: ReturnType<typeof chatDocument>): string[] {
  const doc = new Y.Doc({ gc: false });
  for (const update of device.disk.updates.get(name) ?? []) Y.applyUpdateV2(doc, update);
  const texts = logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind));
  doc.destroy();
  return texts;
}
