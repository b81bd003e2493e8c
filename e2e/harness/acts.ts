import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { House } from './house.ts';
import type { Person } from './person.ts';
import { words } from './texts.ts';

/** What people do, in the words of the app. Each act ends when its effect can be seen. */
const PASSWORD = 'seven quiet kettles singing';

export const button = (scope: Page | Locator, key: string): Locator =>
  scope.getByRole('button', { name: words(key), exact: true });

/** Leads to a main area by the rail. */
export async function goTo(page: Page, key: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: words('app:navigation') });
  // A place begins with its own name; what is new there follows it ("Talk You are in the queue").
  await rail.getByRole('link', { name: new RegExp(`^${words(key)}\\b`) }).first().click();
}

/** Leads to a page of "You", by its tab. */
export async function goToYou(page: Page, which: 'profile' | 'devices' | 'standing'): Promise<void> {
  await goTo(page, 'account:place');
  await page.getByRole('navigation', { name: words('account:pages.label') }).getByRole('link', { name: words(`account:pages.${which}`) }).click();
}

/** Answers the three questions of the gate. */
export async function passGate(page: Page, ageGroup: 'adult' | 'teen' = 'adult'): Promise<void> {
  const gate = page.getByRole('dialog');
  await gate.getByRole('radio', { name: words(`gate:age.${ageGroup}`) }).check();
  if (ageGroup === 'teen') await gate.getByRole('checkbox', { name: words('gate:age.parental') }).check();
  await button(gate, 'gate:next').click();
  await button(gate, 'gate:certify.yes').click();
  await gate.getByRole('checkbox', { name: words('gate:agree.member') }).check();
  await gate.getByRole('checkbox', { name: words('gate:agree.privacy') }).check();
  const finish = button(gate, 'gate:agree.finish');
  await finish.click();
  // What the gate stood before may be a dialog itself.
  await finish.waitFor({ state: 'detached' });
}

/** A guest asks for a chat for the first time, the gate on the way. */
export async function askForChat(page: Page, ageGroup: 'adult' | 'teen' = 'adult'): Promise<void> {
  await goTo(page, 'talk:place');
  await button(page, 'talk:ask').click();
  await passGate(page, ageGroup);
  await page.getByText(words('talk:waiting.next')).waitFor();
}

/** Somebody signs in as a listener whom the admin has made. */
export async function becomeListener(house: House, person: Person, name: string): Promise<void> {
  await house.admin('listener', name, '--password', PASSWORD, '--consented');
  await signIn(person.page, name, PASSWORD);
}

export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await goTo(page, 'account:place');
  await button(page, 'account:signIn.open').click();
  const form = page.locator('form').filter({ has: button(page, 'account:signIn.submit') });
  await form.getByLabel(words('account:signIn.name')).fill(name);
  await form.getByLabel(words('account:password'), { exact: true }).fill(password);
  await button(form, 'account:signIn.submit').click();
  await page.getByText(`@${name}`).first().waitFor();
}

/** A guest becomes a member under a name of their own. */
export async function becomeMember(page: Page, name: string): Promise<void> {
  await goTo(page, 'account:place');
  await button(page, 'account:member.open').click();
  const form = page.locator('form').filter({ has: button(page, 'account:member.submit') });
  await form.getByLabel(words('account:member.name')).fill(name);
  await form.getByLabel(words('account:password'), { exact: true }).fill('four unhurried copper spoons');
  await button(form, 'account:member.submit').click();
  await page.getByText(`@${name}`).first().waitFor();
}

/** F159: a listener says by hand how they are here, above the queue. */
export async function sayHow(page: Page, status: 'online' | 'busy'): Promise<void> {
  await goTo(page, 'listen:place');
  await page.locator('label').filter({ hasText: words(`people:status.${status}`) }).first().click();
  await page.getByText(words(`people:status.means.${status}`)).waitFor();
}

/** Writes in the chat on screen and sends with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: /Message to @/ });
  await composer.fill(text);
  await composer.press('Enter');
  await expect.poll(() => composer.inputValue()).toBe('');
}

/** The messages on screen, in their order. */
export const said = (page: Page): Promise<string[]> => page.getByRole('log').locator('[dir=auto]').allTextContents();

/** Waits until exactly these messages stand on screen, in this order. */
export async function hears(page: Page, texts: readonly string[]): Promise<void> {
  await expect.poll(() => said(page), { timeout: 20_000 }).toEqual([...texts]);
}

/** The listener answers the request that waits, and the seeker, who waits on the same screen, goes to the chat. */
export async function meet(seeker: Page, listener: Page): Promise<void> {
  await goTo(listener, 'listen:place');
  await listener.getByRole('button', { name: new RegExp(words('listen:takeFrom', { name: '' })) }).click();
  await listener.getByRole('textbox', { name: /Message to @/ }).waitFor();
  await seeker.getByRole('link', { name: words('talk:opened.go') }).click();
  await seeker.getByRole('textbox', { name: /Message to @/ }).waitFor();
}

/** Opens the chat with somebody from the list of chats. */
export async function openChatWith(page: Page, name: string): Promise<void> {
  await goTo(page, 'chats:place');
  await page.getByRole('main').getByRole('link', { name: new RegExp(name) }).first().click();
  await page.getByRole('region', { name: words('chats:chatWith', { name }) }).waitFor();
}

/** Writes a note, and waits until it is on disk. */
export async function writeNote(page: Page, title: string, body: string): Promise<void> {
  await goTo(page, 'notes:place');
  await button(page, 'notes:new').first().click();
  await page.getByLabel(words('notes:title')).fill(title);
  await page.getByLabel(words('notes:body'), { exact: true }).fill(body);
  await page.getByText(words('notes:save.saved')).waitFor();
}
