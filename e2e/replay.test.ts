import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ChatId } from '#shared/ids.ts';
import { root } from '../build/lib/root.ts';
import type { ChatHandle } from '../renderer/engine/types.ts';
import { becomeAdultMember, openEngineDevice, textsIn, until, type Credentials, type EngineDevice } from './harness/engine-device.ts';
import { openHouse, type House } from './harness/house.ts';

/** Real dialogues, kept beside the project and never in it; without them this suite has nothing to say. */
const DIALOGUES = join(root, '../shared/data/chats-sample.jsonl');
const dialogue = z.object({
  turns: z.array(z.object({ role: z.enum(['seeker', 'supporter']), text: z.string() })),
});
type Dialogue = z.infer<typeof dialogue>;

/**
 * So many pairs talk side by side, each in several chats at once. With five, each account says more than its burst of
 * twenty (RATE.message), so the outbox has to keep to the relay's pace, and all of it takes well under a minute.
 */
const PAIRS = 5;

/** A seeker and a listener, and the chats they hold with each other. */
interface Pair {
  readonly seeker: EngineDevice;
  readonly listener: EngineDevice;
  readonly credentials: Credentials;
  readonly chats: readonly { readonly dialogue: Dialogue; readonly chat: ChatId; readonly mine: ChatHandle; readonly theirs: ChatHandle }[];
}

const textsOf = ({ turns }: Dialogue): string[] => turns.map(({ text }) => text);

describe.skipIf(!existsSync(DIALOGUES))('real dialogues, replayed over real sockets', () => {
  const dialogues = readDialogues();
  const devices: EngineDevice[] = [];
  let house: House;
  let pairs: readonly Pair[];
  let addresses = 0;

  const device = async (who: Credentials | null = null): Promise<EngineDevice> => {
    addresses += 1;
    const opened = await openEngineDevice(house.port, who, `10.0.0.${addresses}`);
    devices.push(opened);
    return opened;
  };
  const everyChat = () => pairs.flatMap(({ chats }) => chats);

  beforeAll(async () => {
    const longest = Math.max(...dialogues.map(({ turns }) => turns.length));
    house = await openHouse({ env: { SAMOVAR_WINDOW_MESSAGES: String(longest + 1), SAMOVAR_PROXY: '127.0.0.1' } });
    pairs = await Promise.all(Array.from({ length: PAIRS }, (_, n) => openPair(n)));
  });
  afterAll(async () => {
    await Promise.all(devices.map((one) => one.close()));
    await house.close();
  });

  async function openPair(n: number): Promise<Pair> {
    const credentials = { name: `warmKettle${n}`, password: 'seven quiet kettles singing' };
    const listens = { name: `quietOlive${n}`, password: 'seven quiet olives resting' };
    await house.admin('listener', listens.name, '--password', listens.password, '--consented');
    const [seeker, listener] = await Promise.all([device(), device(listens)]);
    await becomeAdultMember(seeker, credentials);
    const chats = [];
    for (const one of dialogues.filter((_, index) => index % PAIRS === n)) {
      const chat = await openChat(seeker, listener);
      const [mine, theirs] = [seeker.engine.openChat(chat), listener.engine.openChat(chat)];
      await until('both may write', () => [mine, theirs].every((handle) => handle.getSnapshot().mayWrite.allowed));
      chats.push({ dialogue: one, chat, mine, theirs });
    }
    return { seeker, listener, credentials, chats };
  }

  test('each answers what they have read, in several chats at once, and both sides hold every turn in order, once', async () => {
    await Promise.all(everyChat().map(replay));
    for (const { dialogue: one, mine, theirs } of everyChat()) {
      expect(textsIn(mine)).toEqual(textsOf(one));
      expect(textsIn(theirs)).toEqual(textsOf(one));
    }
    console.log(`${everyChat().length} dialogues, ${everyChat().flatMap((one) => one.dialogue.turns).length} turns`);
  });

  test('C9: nothing came back as refused, although each side wanted to speak faster than it may', () => {
    for (const { mine, theirs } of everyChat()) {
      expect([...mine.getSnapshot().refused, ...theirs.getSnapshot().refused]).toEqual([]);
    }
  });

  test('promise 7: after kill -9 of the relay both sides still hold every turn, in order, once', async () => {
    const connected = ({ engine }: EngineDevice): boolean => engine.connection.getSnapshot().at === 'online';
    await house.kill();
    await until('all notice', () => !devices.some(connected));
    await house.startRelay();
    for (const { engine } of devices) engine.reconnect();
    await until('all are back', () => devices.every(connected));
    for (const { dialogue: one, mine, theirs } of everyChat()) {
      await until('nothing waits', () => [mine, theirs].every((side) => side.getSnapshot().lines.every(({ whereabouts }) => whereabouts.at !== 'device')));
      expect(textsIn(mine)).toEqual(textsOf(one));
      expect(textsIn(theirs)).toEqual(textsOf(one));
    }
  });

  test('a third reading, the same account in a new vault, holds every turn, in order, once', async () => {
    for (const { credentials, chats } of pairs) {
      const third = await device(credentials);
      for (const { dialogue: one, chat } of chats) {
        const reading = third.engine.openChat(chat);
        await until('the chat has arrived', () => textsIn(reading).length >= one.turns.length);
        expect(textsIn(reading)).toEqual(textsOf(one));
      }
    }
  });
});

function readDialogues(): Dialogue[] {
  if (!existsSync(DIALOGUES)) return [];
  const lines = readFileSync(DIALOGUES, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => dialogue.parse(JSON.parse(line)));
}

/** The seeker asks, and this listener is the one who answers. */
async function openChat(seeker: EngineDevice, listener: EngineDevice): Promise<ChatId> {
  const asked = await seeker.engine.createRequest({ topic: 'stress', language: 'zh' });
  if (!asked.ok) throw new Error(`not asked: ${asked.error.code}`);
  const taken = await listener.engine.acceptRequest(asked.value);
  if (!taken.ok) throw new Error(`not taken: ${taken.error.code}`);
  await until('the seeker sees the chat', () => seeker.engine.chats.getSnapshot().some(({ chat }) => chat === taken.value));
  return taken.value;
}

/** One turn after the other: nobody answers before they have read. */
async function replay({ dialogue: { turns }, mine, theirs }: Pair['chats'][number]): Promise<void> {
  for (const [index, { role, text }] of turns.entries()) {
    const [speaker, reader] = role === 'seeker' ? [mine, theirs] : [theirs, mine];
    await speaker.send(text);
    await until(`turn ${index + 1} is read`, () => textsIn(reader).length > index);
  }
}
