import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callRelay, Player } from '../build/demo/player.ts';
import type { ChatEntry } from '../shared/documents/chat.ts';
import { logRoots } from '../shared/documents/log.ts';
import { chatDocument, peopleDocument } from '../shared/documents/names.ts';
import type { ChatId } from '../shared/ids.ts';
import { CHAT } from '../shared/limits.ts';
import { becomeListener, goTo } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** A listener's full hands: ten chats side by side, and the eleventh told kindly (P18). The seekers are stock clients. */
describe('ten chats at once', () => {
  const seekers: Player[] = [];
  let house: House;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse({ env: { SAMOVAR_GUESTS_PER_HOUR: '100' } });
    listener = await house.person('listener', { width: 1_440, height: 900 });
    await becomeListener(house, listener, 'quietOlive');
    const relayUrl = `http://127.0.0.1:${house.port}`;
    for (let n = 0; n <= CHAT.maxOpenChatsPerListener; n += 1) {
      const session = await callRelay(relayUrl, 'createGuest', { body: { deviceName: 'Test' } });
      const seeker = new Player(relayUrl, session);
      seekers.push(seeker);
      await seeker.consent();
      await seeker.call('createRequest', { body: { topic: 'stress', language: 'en' } });
    }
  });
  afterAll(async () => {
    for (const seeker of seekers) seeker.close();
    await house.close();
  });

  const takes = () => listener.page.getByRole('button', { name: new RegExp(words('listen:takeFrom', { name: '' })) });

  test('she takes ten, one after the other', async () => {
    for (let taken = 0; taken < CHAT.maxOpenChatsPerListener; taken += 1) {
      await goTo(listener.page, 'listen:place');
      await takes().first().click();
      await listener.page.getByRole('textbox', { name: /Message to @/ }).first().waitFor();
    }
    await goTo(listener.page, 'chats:place');
    await expect.poll(() => listener.page.getByRole('navigation', { name: words('chats:list.label') }).getByRole('link').count()).toBe(10);
  });

  test('P18: the eleventh cannot be taken, and she is told why', async () => {
    await goTo(listener.page, 'listen:place');
    await listener.page.getByText(words('listen:enough.title')).first().waitFor();
  });

  test('what any of the ten writes is counted, and read where it was written', async () => {
    await goTo(listener.page, 'home:place');
    await Promise.all(seekers.slice(0, 10).map((seeker, n) => speak(seeker, `This is number ${n}.`)));
    await expect.poll(() => listener.page.title()).toMatch(/^\(10\)/);
    await goTo(listener.page, 'chats:place');
    for (let n = 0; n < 10; n += 1) {
      await listener.page.getByRole('navigation', { name: words('chats:list.label') }).getByText(`This is number ${n}.`).waitFor();
    }
  });

  test('Alt and a number jump to a chat, and the desk reaches them all', async () => {
    await listener.page.keyboard.press('Alt+9');
    await expect.poll(() => listener.page.url()).toContain('/chats/');
    const desk = listener.page.getByRole('region', { name: words('chats:desk') });
    expect(await desk.getByRole('textbox', { name: /Message to @/ }).count()).toBe(10);
  });

  test('no way of looking at it breaks, from 360 to 2560 px', async () => {
    const findings: string[] = [];
    for (const [width, height] of [[360, 740], [1_440, 900], [2_560, 1_300]] as const) {
      await listener.page.setViewportSize({ width, height });
      await shoot(listener.page, `ten-chats-${width}`);
      findings.push(...(await accessibilityFindings(listener.page)).map((finding) => `${width}: ${finding}`));
      if (await overflowsSideways(listener.page)) findings.push(`${width}: wider than the window`);
    }
    expect([...findings, ...listener.complaints]).toEqual([]);
  });
});

/** The seeker finds their chat in "my people" and says one thing in it. */
async function speak(seeker: Player, text: string): Promise<void> {
  const people = seeker.watch(peopleDocument(seeker.account), () => {});
  await expect.poll(() => logRoots(people.doc).marks.size).toBe(1);
  const [key = ''] = [...logRoots(people.doc).marks.keys()];
  people.close();
  const opened = seeker.watch(chatDocument(key.split('|')[0] as ChatId), () => {});
  const entries = (): ChatEntry[] => logRoots(opened.doc).entries.toArray() as ChatEntry[];
  await expect.poll(() => entries().length).toBeGreaterThan(0);
  seeker.say(opened.doc, text);
}
