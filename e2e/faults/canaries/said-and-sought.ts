import { askForChat, button, goTo, meet, openChatWith } from '../../harness/acts.ts';
import type { Person } from '../../harness/person.ts';
import { mustHear, tell } from '../../harness/talk.ts';
import { words } from '../../harness/texts.ts';
import type { Cage } from './cage.ts';
import { typeAndLeave } from './own-things.ts';

/** A chat with somebody over a real relay: what was said, what was deleted before it was sent, and what is still a draft. */
export async function talk(seeker: Person, listener: Person, name: string, cage: Cage, of: { said: number; drafts: number; deleted: number }): Promise<void> {
  const { page } = seeker;
  await askForChat(page);
  await meet(page, listener.page);
  const said = cage.many('chat', of.said);
  for (const text of said) await tell(page, text);
  await mustHear(listener.page, said);
  await openChatWith(page, name);
  const box = page.getByRole('textbox', { name: /Message to @/ });
  await box.fill(cage.many('draft', of.deleted).join(' '));
  // Looked away: what stands there is on disk, and what is deleted after becomes an earlier wording.
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await box.fill('');
  await box.fill(cage.many('draft', of.drafts).join(' '));
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await goTo(page, 'notes:place');
}

/** Every field in which something is looked for. */
export async function searchEverywhere({ page, address }: Person, cage: Cage, each: number): Promise<void> {
  const fields = [
    ['/notes', () => page.getByLabel(words('notes:search'))],
    ['/growth/guides', () => page.getByRole('searchbox', { name: words('guides:search') })],
    ['/growth/paths', () => page.getByRole('searchbox', { name: words('paths:search') })],
    ['/growth/questions', () => page.getByRole('searchbox', { name: words('answers:search') })],
    ['/help', () => page.getByLabel(words('help:country')).first()],
  ] as const;
  for (const [route, field] of fields) {
    await page.goto(`${address}#${route}`);
    for (const text of cage.many('search', each)) await typeAndLeave(field(), text);
  }
  for (const text of cage.many('search', each)) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').fill(text);
    await page.getByText(words('app:search.nothing')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

/** Passwords that are typed and not sent. The names beside them are not tried: a browser keeps those, for whoever has it do so. */
export async function leaveForms({ page }: Person, cage: Cage): Promise<void> {
  await goTo(page, 'account:place');
  for (const form of ['member', 'signIn'] as const) {
    await button(page, `account:${form}.open`).click();
    const fields = page.locator('form').filter({ has: button(page, `account:${form}.submit`) });
    await fields.getByLabel(words(`account:${form}.name`)).fill('somebody');
    await typeAndLeave(fields.getByLabel(words('account:password'), { exact: true }), cage.one('secret'));
  }
}

/** A second place on the device, in which the first one gets a name; then back to the first. */
export async function namePlace({ page }: Person, cage: Cage): Promise<void> {
  const name = cage.one('place');
  await goTo(page, 'account:place');
  await button(page, 'account:places.new').click();
  await page.getByRole('heading', { level: 1, name: words('welcome:title') }).waitFor();
  await goTo(page, 'account:place');
  await page.getByRole('button', { name: new RegExp(`^${words('account:places.nameOf', { place: '' })}`) }).click();
  await page.getByLabel(words('account:places.nameLabel')).fill(name);
  await page.keyboard.press('Enter');
  await page.getByText(name).first().waitFor();
  await page.getByRole('button', { name: words('account:places.switchTo', { place: name }) }).click();
  await page.getByText(name).first().waitFor({ state: 'detached' });
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
}
