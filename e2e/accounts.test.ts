import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, hears, meet, openChatWith, say, writeNote } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const MEMBER = 'warmKettle';
const RENAMED = 'tallReed';
const PASSWORD = 'four unhurried copper spoons';
const NEW_PASSWORD = 'seven patient herons in reeds';
const SAID = 'A canary sang to the member.';
const HEARD = 'Hello, I am glad you came.';

/** E6, F027, F012, H2, H3: an account in its person's own hands, from the first password to the end. */
describe('an account in one\'s own hands', () => {
  let house: House;
  let first: Person;
  let second: Person;
  let listener: Person;
  let code = '';

  beforeAll(async () => {
    house = await openHouse();
    [first, second, listener] = await Promise.all([house.person('a'), house.person('b'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
  });
  afterAll(() => house.close());

  test('F021: a guest talks, becomes a member, and is offered a way back', async () => {
    await askForChat(first.page);
    await meet(first.page, listener.page);
    await say(listener.page, HEARD);
    await hears(first.page, [HEARD]);
    await say(first.page, SAID);
    await hears(listener.page, [HEARD, SAID]);
    const { page } = first;
    await goTo(page, 'account:place');
    await button(page, 'account:member.open').click();
    const form = page.locator('form').filter({ has: button(page, 'account:member.submit') });
    await form.getByLabel(words('account:member.name')).fill(MEMBER);
    await form.getByLabel(words('account:password'), { exact: true }).fill(PASSWORD);
    await button(form, 'account:member.submit').click();
    await page.getByText(words('keys:recovery.none')).first().waitFor();
  });

  test('E6: the code is shown once, behind the password, by the keyboard alone, and no rule of access is broken', async () => {
    const { page } = first;
    await button(page, 'keys:recovery.make').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(words('keys:again'), { exact: true }).focus();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    const groups = page.locator('[data-recovery-code] span');
    await groups.first().waitFor();
    code = (await groups.allTextContents()).join('-');
    expect(code).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await overflowsSideways(page)).toBe(false);
    await page.locator('[data-recovery-code]').scrollIntoViewIfNeeded();
    await shoot(page, 'account-recovery-360-light-en');
    await page.setViewportSize({ width: 1440, height: 900 });
    await showIn(page, 'dark');
    await shoot(page, 'account-recovery-1440-dark-en');
    await showIn(page, 'light');
    await button(page, 'keys:recovery.have').click();
    await groups.first().waitFor({ state: 'detached' });
    expect(filesThatHold(house.dataFolder, code)).toEqual([]);
  });

  test('F027: another name, and the other side sees it in the open chat', async () => {
    const { page } = first;
    await button(page, 'keys:name.open').click();
    await page.getByLabel(words('keys:again')).fill(PASSWORD);
    await page.getByLabel(words('keys:name.label')).fill('quiet0Live');
    await button(page, 'keys:name.submit').click();
    await page.getByText(words('problems:name-taken')).waitFor();
    await page.getByLabel(words('keys:name.label')).fill(RENAMED);
    await button(page, 'keys:name.submit').click();
    await page.getByText(words('keys:name.done', { name: RENAMED })).first().waitFor();
    await listener.page.getByRole('textbox', { name: words('chats:composer.label', { name: RENAMED }) }).waitFor();
  });

  test('E6: on a second device, with the code on paper and a new password; the first one is signed out', async () => {
    const { page } = second;
    await goTo(page, 'account:place');
    await button(page, 'account:signIn.open').click();
    await button(page, 'keys:recover.link').click();
    const form = page.locator('form').filter({ has: button(page, 'keys:recover.submit') });
    await form.getByLabel(words('account:signIn.name')).fill(RENAMED);
    await form.getByLabel(words('keys:recover.code')).fill(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`);
    await form.getByLabel(words('keys:password.next')).fill(NEW_PASSWORD);
    await button(form, 'keys:recover.submit').click();
    await page.getByText(words('keys:recover.fault.slip')).waitFor();
    await form.getByLabel(words('keys:recover.code')).fill(code.toLowerCase().replaceAll('-', ' '));
    await button(form, 'keys:recover.submit').click();
    await page.getByText(`@${RENAMED}`).first().waitFor();
    await openChatWith(page, LISTENER);
    await hears(page, [HEARD, SAID]);
    await first.page.getByText(words('app:sync.signed-out.long')).first().waitFor();
  });

  test('H2: a copy of everything the relay holds about one, and nothing of the other side', async () => {
    const { page } = second;
    await goTo(page, 'account:place');
    await button(page, 'keys:export.open').click();
    const file = page.waitForEvent('download');
    await answer(page, 'keys:export.submit', NEW_PASSWORD);
    const text = readFileSync(await (await file).path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ tables: { accounts: [{ name: RENAMED }], chats: [{ role: 'seeker' }] }, messages: [{ text: SAID }] });
    for (const others of [HEARD, LISTENER]) expect(text).not.toContain(others);
    await page.getByText(words('keys:export.done')).first().waitFor();
  });

  test('F022: the first device signs in again, and the second one is told where', async () => {
    const form = first.page.locator('form').filter({ has: button(first.page, 'account:signIn.submit') });
    await form.getByLabel(words('account:signIn.name')).fill(RENAMED);
    await form.getByLabel(words('account:password'), { exact: true }).fill(NEW_PASSWORD);
    await button(form, 'account:signIn.submit').click();
    await first.page.getByText(`@${RENAMED}`).first().waitFor();
    const { page } = second;
    await goTo(page, 'home:place');
    await page.getByText(words('keys:signIns.title')).first().waitFor();
    await page.getByText(/Samovar · Linux/).first().waitFor();
    expect(await page.getByText(words('keys:signIns.more_one')).count()).toBe(0);
    await shoot(page, 'account-sign-in-alert');
    await button(page, 'keys:signIns.me').click();
    await page.getByText(words('keys:signIns.title')).first().waitFor({ state: 'detached' });
  });

  test('H3: the account ends, here and at the relay; the other side keeps its own words', async () => {
    const { page } = second;
    await writeNote(page, 'Kept here until the end', 'And not a day longer.');
    await goTo(page, 'account:place');
    await button(page, 'keys:erase.open').click();
    await page.getByRole('checkbox', { name: words('keys:erase.understand') }).check();
    await answer(page, 'keys:erase.submit', NEW_PASSWORD);

    await hears(listener.page, [HEARD]);
    await goTo(listener.page, 'chats:place');
    await listener.page.getByRole('main').getByText(words('keys:deleted')).first().waitFor();
    expect(await listener.page.getByText(RENAMED).count()).toBe(0);
    for (const canary of [SAID, RENAMED, MEMBER]) {
      await expect.poll(() => filesThatHold(house.dataFolder, canary), { timeout: 20_000 }).toEqual([]);
    }
    expect(filesThatHold(house.dataFolder, HEARD)).not.toEqual([]);

    await goTo(page, 'account:place');
    await page.getByText(words('account:card.you')).waitFor();
    await goTo(page, 'notes:place');
    await page.getByText(words('notes:empty.title')).waitFor();
  });

  test('nothing went wrong in any page by itself', () => {
    expect([...first.complaints, ...second.complaints, ...listener.complaints]).toEqual([]);
  });

  test('F4: no name that was typed stays in what the browser remembers of fields', async () => {
    await Promise.all([first.close(), second.close()]);
    // Its password manager, which asks by itself, has files of its own.
    const holding = [first, second].flatMap(({ profileFolder }) => [MEMBER, RENAMED].flatMap((name) => filesThatHold(profileFolder, name)));
    expect(holding.filter((file) => file.includes('Web Data'))).toEqual([]);
  });
});

/** Types the password that is asked for again, and goes on. */
async function answer(page: Page, key: string, password: string): Promise<void> {
  const form: Locator = page.locator('form').filter({ has: button(page, key) });
  await form.getByLabel(words('keys:again'), { exact: true }).fill(password);
  await button(form, key).click();
}
