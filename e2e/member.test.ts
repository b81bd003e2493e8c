import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLOSE } from '#shared/protocol/codes.ts';
import { askForChat, becomeListener, button, goTo, goToYou, hears, meet, openChatWith, passGate, say, signIn, writeNote } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const MEMBER = 'warmKettle';
const PASSWORD = 'four unhurried copper spoons';
const NOTE = 'What the morning was like';

/** F016, F021, F022: who one is, on one device and on two, until one is forgotten. */
describe('a guest becomes a member, and is the same person everywhere', () => {
  const talk = ['Hello, I am glad you came.', 'I would like to come back tomorrow.'];
  let house: House;
  let deviceA: Person;
  let deviceB: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [deviceA, deviceB, listener] = await Promise.all([house.person('a'), house.person('b'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
  });
  afterAll(() => house.close());

  test('a guest has a note and a chat', async () => {
    await writeNote(deviceA.page, NOTE, 'Rain, and then not.');
    await askForChat(deviceA.page);
    await meet(deviceA.page, listener.page);
    await say(listener.page, 'Hello, I am glad you came.');
    await hears(deviceA.page, talk.slice(0, 1));
    await say(deviceA.page, 'I would like to come back tomorrow.');
    await hears(listener.page, talk);
  });

  test('E4: a password that is too short is named in plain words before anything is sent', async () => {
    await goTo(deviceA.page, 'account:place');
    await button(deviceA.page, 'account:member.open').click();
    await becomeMember(deviceA.page, 'kettle');
    await deviceA.page.getByText(words('problems:password-too-short')).waitFor();
    expect(await deviceA.page.getByText(`@${MEMBER}`).count()).toBe(0);
  });

  test('F021: with a password the guest is a member of the chosen name, and chats and notes stay', async () => {
    await becomeMember(deviceA.page, PASSWORD);
    await deviceA.page.getByText(`@${MEMBER}`).first().waitFor();
    await goTo(deviceA.page, 'notes:place');
    await deviceA.page.getByText(NOTE).first().waitFor();
    await openChatWith(deviceA.page, LISTENER);
    await hears(deviceA.page, talk);
    await listener.page.getByRole('textbox', { name: words('chats:composer.label', { name: MEMBER }) }).waitFor();
  });

  test('F022: a wrong password gets plain words, and the device stays as it was', async () => {
    const { page } = deviceB;
    await recordCloseCodes(page);
    await writeNote(page, 'Written on the other device', 'Before anybody signed in here.');
    await goTo(page, 'account:place');
    await button(page, 'account:signIn.open').click();
    const form = signInForm(page);
    await form.getByLabel(words('account:signIn.name')).fill(MEMBER);
    await form.getByLabel(words('account:password'), { exact: true }).fill('four unhurried copper forks');
    await button(form, 'account:signIn.submit').click();
    await page.getByText(words('problems:wrong-name-or-password')).waitFor();
    expect(await page.getByText(`@${MEMBER}`).count()).toBe(0);
  });

  test('F022: a second device signs in and finds the same account and the same chat, with all words', async () => {
    await deviceB.page.reload();
    await signIn(deviceB.page, MEMBER, PASSWORD);
    await openChatWith(deviceB.page, LISTENER);
    await hears(deviceB.page, talk);
  });

  test('a line written on one device is one\'s own on the other, with where it is', async () => {
    talk.push('Written on the first device.', 'Written on the second device.');
    await say(deviceA.page, 'Written on the first device.');
    await ownLine(deviceB.page, 'Written on the first device.').getByText(words('chats:state.seen')).waitFor();
    await say(deviceB.page, 'Written on the second device.');
    await ownLine(deviceA.page, 'Written on the second device.').getByText(words('chats:state.seen')).waitFor();
    for (const { page } of [deviceA, deviceB, listener]) await hears(page, talk);
  });

  test('what the second device keeps for itself: a note of its own, and none of the first one\'s', async () => {
    await writeNote(deviceB.page, 'Kept on the second device', 'Whatever happens to the session.');
    expect(await deviceB.page.getByText(NOTE).count()).toBe(0);
    await openChatWith(deviceB.page, LISTENER);
  });

  test('E4: signed out from the first device\'s list, the second one\'s session ends at once, with 4401', async () => {
    const { page } = deviceA;
    await goToYou(page, 'devices');
    await page.getByRole('button', { name: /^Sign out Samovar/ }).click();
    await page.getByRole('dialog').getByLabel(words('keys:again')).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'sign-out-device');
    await page.getByRole('dialog').getByLabel(words('keys:again')).fill(PASSWORD);
    await button(page.getByRole('dialog'), 'account:devices.signOut').click();
    await expect.poll(() => closeCodes(deviceB.page)).toContain(CLOSE.signedOut);
    await deviceB.page.getByText(words('app:sync.signed-out.long')).first().waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^Sign out Samovar/ }).count()).toBe(0);
  });

  test('the device that was signed out says so calmly, keeps everything, and hears nothing more', async () => {
    const { page } = deviceB;
    await say(listener.page, 'Only for who is signed in.');
    await openChatWith(deviceA.page, LISTENER);
    await hears(deviceA.page, [...talk, 'Only for who is signed in.']);
    await hears(page, talk);
    await goTo(page, 'account:place');
    await page.getByText(words('account:card.signedOut')).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await deviceB.reopen();
    await goTo(deviceB.page, 'notes:place');
    await deviceB.page.getByText('Kept on the second device').first().waitFor();
    await openChatWith(deviceB.page, LISTENER);
    await hears(deviceB.page, talk);
  });

  test('F022: signed in again in the same place, it catches up', async () => {
    const { page } = deviceB;
    await goTo(page, 'account:place');
    const form = signInForm(page);
    expect(await form.getByLabel(words('account:signIn.name')).inputValue()).toBe(MEMBER);
    await form.getByLabel(words('account:password'), { exact: true }).fill(PASSWORD);
    await button(form, 'account:signIn.submit').click();
    await openChatWith(page, LISTENER);
    await hears(page, [...talk, 'Only for who is signed in.']);
    await goTo(page, 'notes:place');
    await page.getByText('Kept on the second device').first().waitFor();
  });

  test('E3: signed out without a network, a device says so, and the relay hears of it as soon as it can', async () => {
    const { page } = deviceB;
    await goTo(page, 'account:place');
    await page.context().setOffline(true);
    await button(page, 'account:signOut.offer').click();
    await page.getByText(words('account:signOut.askOffline')).waitFor();
    await button(page.getByRole('dialog'), 'account:signOut.confirm').click();
    await page.getByText(words('account:signOut.owed')).waitFor();
    const others = () => deviceA.page.getByRole('button', { name: /^Sign out Samovar/ }).count();
    await goToYou(deviceA.page, 'devices');
    await expect.poll(others).toBe(1);
    await page.context().setOffline(false);
    await page.getByText(words('account:signOut.owed')).waitFor({ state: 'detached' });
    await deviceA.page.reload();
    await deviceA.page.getByText(words('account:devices.this')).first().waitFor();
    await expect.poll(others).toBe(0);
  });

  test('nothing went wrong in any page by itself', () => {
    expect([...deviceA.complaints, ...deviceB.complaints, ...listener.complaints]).toEqual([]);
  });
});

describe('F016: a guest who wants to be forgotten', () => {
  let house: House;
  let guest: Person;

  beforeAll(async () => {
    house = await openHouse();
    guest = await house.person('guest');
  });
  afterAll(() => house.close());

  test('starts afresh as a different guest, and nothing of the first one is left', async () => {
    const { page } = guest;
    await writeNote(page, NOTE, 'Rain, and then not.');
    await askForChat(page);
    const name = await ownName(page);
    expect(filesThatHold(house.dataFolder, name)).not.toEqual([]);
    await forgetMe(page);

    await goTo(page, 'account:place');
    await page.getByText(words('account:card.you')).waitFor();
    expect(await page.getByText(name).count()).toBe(0);
    await goTo(page, 'notes:place');
    await page.getByText(words('notes:empty.title')).waitFor();
    await expect.poll(() => filesThatHold(house.dataFolder, name), { timeout: 20_000 }).toEqual([]);

    await goTo(page, 'talk:place');
    await button(page, 'talk:ask').click();
    await passGate(page);
    await page.getByText(words('talk:waiting.next')).waitFor();
    expect(await ownName(page)).not.toBe(name);
    expect(guest.complaints).toEqual([]);
  });
});

/** Fills in the form that is open, and sends it. */
async function becomeMember(page: Page, password: string): Promise<void> {
  const form = page.locator('form').filter({ has: button(page, 'account:member.submit') });
  await form.getByLabel(words('account:member.name')).fill(MEMBER);
  await form.getByLabel(words('account:password'), { exact: true }).fill(password);
  await button(form, 'account:member.submit').click();
}

const signInForm = (page: Page): Locator => page.locator('form').filter({ has: button(page, 'account:signIn.submit') });

/** One's own turn that holds these words. */
const ownLine = (page: Page, text: string): Locator =>
  page.getByRole('log').locator('[data-mine]').filter({ hasText: text });

/** The name that one's own page shows, without its sign. */
async function ownName(page: Page): Promise<string> {
  await goTo(page, 'account:place');
  const shown = page.getByRole('main').locator('bdi').filter({ hasText: /^@/ }).first();
  await shown.waitFor();
  return (await shown.innerText()).slice(1);
}

async function forgetMe(page: Page): Promise<void> {
  await goTo(page, 'account:place');
  await button(page, 'account:forget.offer').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: words('account:forget.understand') }).check();
  await button(dialog, 'account:forget.confirm').click();
  await dialog.waitFor({ state: 'detached' });
}

/** Loads the page again with every code by which a socket is closed written down. */
async function recordCloseCodes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const codes: number[] = [];
    const { WebSocket: Native } = window;
    window.WebSocket = class extends Native {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('close', ({ code }) => codes.push(code));
      }
    };
    Object.assign(window, { closeCodes: codes });
  });
  await page.reload();
}

const closeCodes = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { closeCodes: number[] }).closeCodes);
