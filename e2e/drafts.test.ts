import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, meet, openChatWith } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import { enter, tabTo } from './harness/keyboard.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const PASSPHRASE = 'nine slow boats crossing';
/** Eight characters a second, as RELIABILITY F3 has it. */
const KEY_MS = 125;

/** F229, F3, promise 2: nothing that is typed is lost, and all of it is found in one list. */
describe('drafts', () => {
  const canary = 'Marigold-unlikely-words-2208';
  const goalTitle = 'Thimble-unlikely-goal-9093';
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
    await seeker.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  });
  afterAll(() => house.close());

  const box = () => seeker.page.getByRole('textbox', { name: /Message to @/ });
  const list = () => seeker.page.getByRole('list', { name: words('drafts:title') });

  async function look(name: string): Promise<void> {
    const { page } = seeker;
    const findings: string[] = [];
    for (const [width, scheme] of [[360, 'dark'], [1_440, 'light']] as const) {
      await page.setViewportSize({ width, height: 860 });
      await showIn(page, scheme);
      await shoot(page, `${name}-${width}-${scheme}`);
      findings.push(...(await accessibilityFindings(page)));
      if (await overflowsSideways(page)) findings.push(`${name}-${width}: wider than the window`);
    }
    await showIn(page, 'light');
    await page.setViewportSize({ width: 1_280, height: 860 });
    expect(findings).toEqual([]);
  }

  async function toDrafts(): Promise<void> {
    await seeker.page.goto(`${seeker.address}#/drafts`);
    await seeker.page.getByRole('heading', { level: 1, name: words('drafts:title') }).waitFor();
  }

  async function unlock(): Promise<void> {
    const { page } = seeker;
    await page.getByLabel(words('app:opening.passphrase.label'), { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: words('app:navigation') }).waitFor({ timeout: 60_000 });
  }

  test('F3: kill -9 while typing, again and again: at most a second of it is gone', async () => {
    const sentence = `${canary} and I do not know how to begin`;
    for (const keys of [9, 21, 34]) {
      await openChatWith(seeker.page, LISTENER);
      await box().fill('');
      await box().pressSequentially(sentence.slice(0, keys), { delay: KEY_MS });
      await seeker.crash();
      await seeker.reopen();
      await openChatWith(seeker.page, LISTENER);
      await expect.poll(async () => (await box().inputValue()).length).toBeGreaterThanOrEqual(keys - 8);
      expect(sentence.startsWith(await box().inputValue())).toBe(true);
    }
  });

  test('a reload in the middle of a word keeps all of it; a goal half written is a draft as well', async () => {
    const { page } = seeker;
    await openChatWith(page, LISTENER);
    await box().fill(`${canary} is what I wanted to say to somebody one day`);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await page.goto(`${seeker.address}#/growth/goals/new`);
    await page.getByLabel(words('goals:form.title')).fill(goalTitle);
    await page.getByLabel(words('goals:form.why')).click();
    await page.goto(`${seeker.address}#/`);
    await page.getByRole('link', { name: new RegExp(goalTitle) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: words('drafts:home') }).waitFor();
    await look('home-drafts');
    await page.getByRole('link', { name: words('drafts:all') }).click();
    await list().getByText(canary).waitFor();
    await list().getByText(goalTitle).waitFor();
    await look('drafts');
  });

  test('by the keyboard: from the palette to the list, thrown away, brought back, opened with the text in its box', async () => {
    const { page } = seeker;
    await goTo(page, 'notes:place');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(words('drafts:title'));
    await page.getByRole('dialog').getByRole('link', { name: new RegExp(words('drafts:title')) }).waitFor();
    await page.keyboard.press('Enter');
    await list().getByText(goalTitle).waitFor();
    await enter(page, words('drafts:discard'));
    await list().getByText(goalTitle).waitFor({ state: 'detached' });
    // The way back has the focus.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words('drafts:gone.undo'));
    await page.keyboard.press('Enter');
    await list().getByText(goalTitle).waitFor();
    await tabTo(page, words('drafts:open'));
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel(words('goals:form.title')).inputValue()).toBe(goalTitle);
  });

  test('what was deleted at one go comes back from its earlier wordings', async () => {
    const { page } = seeker;
    await openChatWith(page, LISTENER);
    await expect.poll(() => box().inputValue()).toContain(canary);
    await box().fill('');
    await toDrafts();
    await page.getByRole('heading', { name: words('drafts:earlier.title') }).waitFor();
    await look('drafts-earlier');
    await button(page, 'drafts:earlier.putBack').first().click();
    await list().getByText(canary).waitFor();
    await openChatWith(page, LISTENER);
    await expect.poll(() => box().inputValue()).toContain(canary);
  });

  test('F037: a switch in the middle of a word: the other place shows nothing of it, and all is there on the way back', async () => {
    const { page } = seeker;
    await box().press('End');
    await box().pressSequentially(', truly');
    await goTo(page, 'account:place');
    await button(page, 'account:places.new').click();
    await page.getByRole('heading', { level: 1, name: words('welcome:title') }).waitFor();
    await toDrafts();
    await page.getByText(words('drafts:empty.title')).waitFor();
    await goTo(page, 'account:place');
    await page.getByText(words('account:places.switch'), { exact: true }).click();
    await page.getByRole('heading', { name: words('drafts:home') }).waitFor();
    await openChatWith(page, LISTENER);
    await expect.poll(() => box().inputValue()).toMatch(/, truly$/);
  });

  test('a lock in the middle of a word, and all is there once it is open again', async () => {
    const { page } = seeker;
    await page.goto(`${seeker.address}#/you/passphrase`);
    await button(page, 'lock:protection.set').click();
    const form = page.locator('form').filter({ has: page.getByLabel(words('lock:protection.passphrase'), { exact: true }) });
    await form.getByLabel(words('lock:protection.passphrase'), { exact: true }).fill(PASSPHRASE);
    await form.getByLabel(words('lock:protection.again'), { exact: true }).fill(PASSPHRASE);
    await form.getByLabel(words('lock:recovery.too')).uncheck();
    await form.getByLabel(words('lock:protection.understand')).check();
    await form.locator('button[type=submit]').click();
    await page.getByText(words('lock:protection.done')).first().waitFor({ timeout: 60_000 });
    await openChatWith(page, LISTENER);
    await expect.poll(() => box().inputValue()).toMatch(/, truly$/);
    await box().press('End');
    await box().pressSequentially(' and well');
    await page.keyboard.press('Control+Shift+X');
    await unlock();
    await openChatWith(page, LISTENER);
    await expect.poll(() => box().inputValue()).toMatch(/, truly and well$/);
  });

  test('promise 2: what the relay refuses is in the list with its reason, and can be thrown away and brought back', async () => {
    const { page } = seeker;
    await openChatWith(page, LISTENER);
    seeker.network.cut();
    await box().fill('One more thing, too late.');
    await box().press('Enter');
    await button(listener.page, 'chats:menu.label').first().click();
    await listener.page.getByRole('menuitem', { name: words('chats:menu.end') }).click();
    await button(listener.page.getByRole('dialog'), 'chats:end.confirm').click();
    await listener.page.getByText(words('chats:after.ended'), { exact: true }).waitFor();
    seeker.network.restore();
    await toDrafts();
    const row = list().getByRole('listitem').filter({ hasText: 'One more thing, too late.' });
    await row.getByText(words('rules:P13-chat-closed.why')).waitFor();
    await look('drafts-refused');
    await button(row, 'drafts:discard').click();
    await row.waitFor({ state: 'detached' });
    await button(page, 'drafts:gone.undo').click();
    await row.getByText(words('rules:P13-chat-closed.why')).waitFor();
    await page.reload();
    await unlock();
    await toDrafts();
    await row.getByRole('link', { name: words('drafts:openChat') }).click();
    await page.getByRole('region', { name: words('chats:refused.title') }).getByText('One more thing, too late.').waitFor();
  });

  test('F4: no byte of any of it is readable in the profile folder', async () => {
    await seeker.crash();
    expect([canary, goalTitle].flatMap((text) => filesThatHold(seeker.profileFolder, text))).toEqual([]);
  });

  test('no page complained by itself', () => {
    expect([...seeker.complaints, ...listener.complaints]).toEqual([]);
  });
});
