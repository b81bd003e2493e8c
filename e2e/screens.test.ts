import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, goTo, goToYou, hears, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

/** Every screen, narrow and wide, light and dark: axe finds nothing, nothing is wider than the window, and a picture is kept. */
const VIEWS = [
  // In an order in which each changes the scheme once, and the last leaves it light.
  { name: '360', width: 360, height: 740, schemes: ['light', 'dark'] },
  { name: '1440', width: 1_440, height: 900, schemes: ['dark', 'light'] },
] as const;
const TALK = [
  'Hello, I am glad you came. What is on your mind today?',
  'It has been a long week.\nI did not know whom to tell.',
  'That sounds heavy. I am listening, take all the time you need; there is no wrong place to begin, and nothing has to be in order.',
] as const;

describe('every screen, narrow and wide, light and dark', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, 'quietOlive');
  });
  afterAll(() => house.close());

  /** Looks at what is on screen now in all four ways. */
  async function look({ page }: Person, name: string): Promise<void> {
    const findings: string[] = [];
    for (const view of VIEWS) {
      await page.setViewportSize({ width: view.width, height: view.height });
      for (const colorScheme of view.schemes) {
        await showIn(page, colorScheme);
        const where = `${name}-${view.name}-${colorScheme}`;
        await shoot(page, where);
        if (await overflowsSideways(page)) findings.push(`${where}: wider than the window`);
        // Both widths and both schemes, each once: what axe looks at hangs on the one or on the other.
        if ((view.width === 360) !== (colorScheme === 'dark')) continue;
        findings.push(...(await accessibilityFindings(page)).map((finding) => `${where}: ${finding}`));
      }
    }
    await page.setViewportSize({ width: 1_280, height: 860 });
    expect(findings).toEqual([]);
  }

  test('welcome', async () => {
    await seeker.page.getByRole('heading', { level: 1 }).waitFor();
    await look(seeker, 'welcome');
  });

  test.each([
    ['help', '/help'],
    ['calm', '/calm'],
    ['calm-breath', '/calm/long-exhale'],
    ['calm-ground', '/calm/five-things'],
    ['meditations', '/growth/meditations'],
    ['meditation', '/growth/meditations/a-longer-breath'],
    ['about', '/about'],
    ['guidelines', '/guidelines'],
    ['you', '/you'],
    ['you-devices', '/you/devices'],
    ['lock', '/lock'],
    ['notes-empty', '/notes'],
    ['notes-begin', '/notes/begin'],
    ['notes-calendar', '/notes/calendar'],
    ['notes-people', '/notes/people'],
    ['moods', '/growth/moods'],
    ['chats-empty', '/chats'],
    ['talk', '/talk'],
    ['growth', '/growth'],
    ['paths', '/growth/paths'],
    ['path', '/growth/paths/steadier-ground'],
    ['path-breathing', '/growth/paths/steadier-ground/out-longer-than-in'],
    ['guides', '/growth/guides'],
    ['guide', '/growth/guides/anxiety'],
    ['questions', '/growth/questions'],
    ['answer', '/growth/questions/panic-or-my-heart'],
    ['keep', '/keep'],
    ['kept', '/kept'],
    ['goals-none', '/growth/goals'],
    ['goal-new', '/growth/goals/new'],
    ['drafts-none', '/drafts'],
    ['nowhere', '/no-such-place'],
  ])('%s', async (name, route) => {
    await seeker.page.goto(`${seeker.address}#${route}`);
    await seeker.page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(seeker, name);
  });

  test('a note, the list of notes, and the bin', async () => {
    const { page } = seeker;
    await goTo(page, 'notes:place');
    await page.getByRole('button', { name: words('notes:new') }).first().click();
    await page.getByLabel(words('notes:title')).fill('A good minute');
    await page.getByLabel(words('notes:body'), { exact: true }).fill('The light on the kitchen table, and nobody needed anything.\n\nשלום · مرحبا · 你好');
    await page.getByText(words('notes:save.saved')).waitFor();
    await look(seeker, 'note');
    await page.goto(`${seeker.address}#/notes`);
    await page.getByText('A good minute').first().waitFor();
    await look(seeker, 'notes');
    await page.goto(`${seeker.address}#/notes/export`);
    await page.getByRole('checkbox').first().waitFor();
    await look(seeker, 'notes-export');
    await page.goto(`${seeker.address}#/notes/bin`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(seeker, 'notes-bin');
  });

  test('the palette', async () => {
    await seeker.page.keyboard.press('Control+k');
    await seeker.page.getByRole('dialog').waitFor();
    await look(seeker, 'palette');
    await seeker.page.keyboard.press('Escape');
  });

  test('the gate, each of its questions', async () => {
    const { page } = seeker;
    await goTo(page, 'talk:place');
    await page.getByRole('button', { name: words('talk:ask'), exact: true }).click();
    const gate = page.getByRole('dialog');
    await gate.waitFor();
    await look(seeker, 'gate-age');
    await gate.getByRole('radio', { name: words('gate:age.adult') }).check();
    await gate.getByRole('button', { name: words('gate:next'), exact: true }).click();
    await gate.getByRole('button', { name: words('gate:certify.no'), exact: true }).waitFor();
    await look(seeker, 'gate-certify');
    await gate.getByRole('button', { name: words('gate:certify.no'), exact: true }).click();
    await gate.getByText(words('gate:declined.heading')).waitFor();
    await look(seeker, 'gate-declined');
    await gate.getByRole('button', { name: words('gate:declined.again'), exact: true }).click();
    await gate.getByRole('button', { name: words('gate:certify.yes'), exact: true }).click();
    await gate.getByRole('checkbox', { name: words('gate:agree.member') }).waitFor();
    await look(seeker, 'gate-agree');
    await page.keyboard.press('Escape');
    await gate.waitFor({ state: 'detached' });
  });

  test('waiting, the queue, and a chat from both sides', async () => {
    await askForChat(seeker.page);
    await look(seeker, 'waiting');
    await seeker.page.goto(`${seeker.address}#/`);
    await seeker.page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(seeker, 'home-waiting');

    await goTo(listener.page, 'listen:place');
    const take = listener.page.getByRole('button', { name: new RegExp(words('listen:takeFrom', { name: '' })) });
    await take.waitFor();
    await look(listener, 'listen');
    await take.click();
    await goTo(seeker.page, 'chats:place');
    await seeker.page.getByRole('main').getByRole('link', { name: /quietOlive/ }).first().click();
    const [hello, reply, answer] = TALK;
    await say(listener.page, hello);
    await say(seeker.page, reply);
    await hears(listener.page, [hello, reply]);
    await say(listener.page, answer);
    await hears(seeker.page, TALK);
    await look(seeker, 'chat-seeker');
    await look(listener, 'chat-listener');
    seeker.network.cut();
    await say(seeker.page, 'This one waits on the device.');
    await seeker.page.getByText(words('chats:state.deviceOffline')).first().waitFor();
    await look(seeker, 'chat-offline');
    seeker.network.restore();
  });

  test('a listener with an empty queue, and at home', async () => {
    await goTo(listener.page, 'listen:place');
    await listener.page.getByText(words('listen:empty.title')).waitFor();
    await look(listener, 'listen-empty');
    await goTo(listener.page, 'home:place');
    await listener.page.getByRole('heading', { level: 1 }).first().waitFor();
    await look(listener, 'home-listener');
    await goTo(listener.page, 'account:place');
    await look(listener, 'account-listener');
    for (const which of ['profile', 'standing'] as const) {
      await goToYou(listener.page, which);
      await look(listener, `${which}-listener`);
    }
  });

  test('no page complained by itself', () => {
    expect([...seeker.complaints, ...listener.complaints]).toEqual([]);
  });
});
