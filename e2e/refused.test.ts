import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, hears, meet, openChatWith, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';

/**
 * Promise 2, B3: what the relay refuses comes back to its writer, with the reason in words, and stays until the writer
 * decides. Whatever is done with a card here is done with the keyboard alone.
 */
describe('words that came too late, after a block', () => {
  const heard = ['I am here.'];
  const late = ['I do not know how to say this.', 'Are you still there?'];
  let house: House;
  let seeker: Person;
  let listener: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await allowClipboard(seeker);
    await becomeListener(house, listener, LISTENER);
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
  });
  afterAll(() => house.close());

  test('F102: the listener blocks while the seeker, offline, has written two messages', async () => {
    await say(seeker.page, 'I am here.');
    await hears(listener.page, heard);
    seeker.network.cut();
    for (const text of late) await say(seeker.page, text);
    await seeker.page.getByText(words('chats:state.deviceOffline')).first().waitFor();
    await button(listener.page, 'chats:menu.label').first().click();
    await listener.page.getByRole('menuitem', { name: words('chats:menu.block') }).click();
    await button(listener.page.getByRole('dialog'), 'chats:block.confirm').click();
    await listener.page.getByText(/^You blocked @/).waitFor();
  });

  test('B3: with the network back each message is a card with the reason in words, and none of it was sent', async () => {
    seeker.network.restore();
    for (const text of late) {
      const card = cardOf(seeker.page, text);
      await card.getByText(words('rules:P13-chat-closed.why')).waitFor();
      await card.getByText(words('rules:P13-chat-closed.change')).waitFor();
    }
    await seeker.page.getByText(words('chats:after.ended'), { exact: true }).waitFor();
    expect(await seeker.page.getByText(/block/i).count()).toBe(0);
    await hears(listener.page, heard);
  });

  test('where nothing can be sent any more, neither sending again nor editing is offered', async () => {
    const card = cardOf(seeker.page, late[0]!);
    for (const key of ['chats:refused.again', 'chats:refused.edit']) expect(await button(card, key).count()).toBe(0);
  });

  test('the words can be copied with the keyboard', async () => {
    const card = cardOf(seeker.page, late[0]!);
    await press(button(card, 'chats:refused.copy'), 'Enter');
    await button(card, 'chats:refused.copied').waitFor();
    expect(await seeker.page.evaluate(() => navigator.clipboard.readText())).toBe(late[0]);
  });

  test('B3: nothing is lost by kill -9 and a new start', async () => {
    await seeker.crash();
    await seeker.reopen();
    await openChatWith(seeker.page, LISTENER);
    await hears(seeker.page, [...heard, ...late]);
    for (const text of late) await cardOf(seeker.page, text).getByText(words('rules:P13-chat-closed.why')).waitFor();
  });

  test('letting go asks first, with the safe answer in hand; then only this card goes, for good', async () => {
    const { page } = seeker;
    const [kept = '', gone = ''] = late;
    const letGo = button(cardOf(page, gone), 'chats:refused.letGo');
    await press(letGo, 'Enter');
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words('app:cancel'));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await cardOf(page, gone).waitFor();

    await press(letGo, 'Enter');
    await press(button(page.getByRole('dialog'), 'chats:refused.letGo'), 'Enter');
    await cardOf(page, gone).waitFor({ state: 'detached' });
    await page.reload();
    await openChatWith(page, LISTENER);
    await cardOf(page, kept).waitFor();
    expect(await cardOf(page, gone).count()).toBe(0);
  });

  test('nothing went wrong in any page by itself', () => {
    expect([...seeker.complaints, ...listener.complaints]).toEqual([]);
  });
});

describe('words refused for now, by a rule that can change', () => {
  const late = ['Can I say one more thing?', 'And another.'];
  let house: House;
  let seeker: Person;
  let listener: Person;
  let name: string;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener] = await Promise.all([house.person('seeker'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
    await askForChat(seeker.page);
    await meet(seeker.page, listener.page);
    name = await nameOfOther(listener.page);
  });
  afterAll(() => house.close());

  test('an account that is paused while it wrote offline gets its words back, with the rule that spoke', async () => {
    seeker.network.cut();
    for (const text of late) await say(seeker.page, text);
    await house.admin('ban', name, '--reason', 'broke the agreement');
    seeker.network.restore();
    for (const text of late) await cardOf(seeker.page, text).getByText(words('rules:P2-not-banned.why')).waitFor();
    expect(await button(seeker.page, 'chats:refused.again').count()).toBe(0);
  });

  test('once the pause is over, sending again and editing are offered, and reach the other with the keyboard', async () => {
    const { page } = seeker;
    const [again = '', edited = ''] = late;
    await house.admin('unban', name, '--reason', 'somebody looked again');
    // W18: the relay says that something changed, and the app asks what its account may now.
    await press(button(cardOf(page, again), 'chats:refused.again'), 'Enter');
    await hears(listener.page, [again]);
    await press(button(cardOf(page, edited), 'chats:refused.edit'), 'Enter');
    const composer = page.getByRole('textbox', { name: /Message to @/ });
    await expect.poll(() => composer.inputValue()).toBe(edited);
    await cardOf(page, edited).waitFor({ state: 'detached' });
    await composer.press('End');
    await page.keyboard.type(' Thank you.');
    await page.keyboard.press('Enter');
    await hears(listener.page, [again, `${edited} Thank you.`]);
    await hears(page, [again, `${edited} Thank you.`]);
  });

  test('nothing went wrong in any page by itself', () => {
    expect([...seeker.complaints, ...listener.complaints]).toEqual([]);
  });
});

/** The card of a refused text. */
const cardOf = (page: Page, text: string): Locator =>
  page.getByRole('region', { name: words('chats:refused.title') }).filter({ hasText: text });

/** More than any screen has places to stop at. */
const MAX_TABS = 80;

/** Goes to it by Tab alone, and presses the key. */
async function press(control: Locator, key: string): Promise<void> {
  await control.waitFor();
  const { keyboard } = control.page();
  const isReached = (): Promise<boolean> => control.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; !(await isReached()); tabs += 1) {
    if (tabs > MAX_TABS) throw new Error(`no Tab leads to ${await control.innerText()}`);
    await keyboard.press('Tab');
  }
  await keyboard.press(key);
}

async function nameOfOther(page: Page): Promise<string> {
  const label = (await page.getByRole('textbox', { name: /Message to @/ }).getAttribute('aria-label')) ?? '';
  return label.slice(label.indexOf('@') + 1);
}

/** So that a test may look at what was copied; people need no permission to copy by a button. */
const allowClipboard = (person: Person): Promise<void> =>
  person.page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(person.address).origin });
