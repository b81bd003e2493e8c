import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeMember, button, goTo, hears, openChatWith, say, sayHow, signIn } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { listenForPresence, namesIn } from './harness/presence.ts';
import { accessibilityFindings, shoot } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const PASSWORD = 'seven quiet kettles singing';
const LISTENERS = { young: 'mildBirch', grown: 'quietOlive', cleared: 'warmCedar' } as const;
const TEEN = 'mintFern';
const ADULT = 'calmWillow';
const FIRST = { fromGrown: 'Hello, I thought of you today.', fromYoung: 'Hi, how are you?' } as const;

/** F081, F084, F085: teens and adults on every way there is to somebody, and neither reaches the other; who is cleared reaches both. */
describe('a teen and an adult who seek, and listeners of each group', () => {
  let house: House;
  let teen: Person;
  let adult: Person;
  let young: Person;
  let grown: Person;
  let cleared: Person;

  beforeAll(async () => {
    // F154 is about experience, and not of this: whoever may write first may from the beginning.
    house = await openHouse({ env: { SAMOVAR_CHATS_BEFORE_STARTING: '0' } });
    const people = Promise.all(['teen', 'adult', 'young', 'grown', 'cleared'].map((name) => house.person(name)));
    const make = async (name: string, ...more: string[]) => house.admin('listener', name, '--password', PASSWORD, '--consented', ...more);
    await make(LISTENERS.young, '--age', 'teen');
    await make(LISTENERS.grown, '--age', 'adult');
    await make(LISTENERS.cleared, '--age', 'adult', '--teens');
    [teen, adult, young, grown, cleared] = (await people) as [Person, Person, Person, Person, Person];
    // One after the other: five browsers that open a vault at once keep each other waiting.
    await becomeMember(teen.page, TEEN);
    await becomeMember(adult.page, ADULT);
    for (const [{ page }, name] of [[young, LISTENERS.young], [grown, LISTENERS.grown], [cleared, LISTENERS.cleared]] as const) await signIn(page, name, PASSWORD);
  });
  afterAll(() => house.close());

  test('F081, the queue: each is shown to the listeners of their own group, and to whoever is cleared', async () => {
    await Promise.all([askForChat(teen.page, 'teen'), askForChat(adult.page)]);
    await Promise.all([young, grown, cleared].map(({ page }) => goTo(page, 'listen:place')));
    const waits = (page: Page, name: string) => page.getByRole('button', { name: words('listen:takeFrom', { name }), exact: true });
    await Promise.all([waits(young.page, TEEN), waits(grown.page, ADULT), waits(cleared.page, TEEN), waits(cleared.page, ADULT)].map((one) => one.waitFor()));
    expect([await waits(young.page, ADULT).count(), await waits(grown.page, TEEN).count()]).toEqual([0, 0]);
    await shoot(cleared.page, 'teens-queues');
    await waits(young.page, TEEN).click();
    await teen.page.getByRole('link', { name: words('talk:opened.go') }).click();
    await say(young.page, 'Hi, I am here.');
    await hears(teen.page, ['Hi, I am here.']);
    await waits(cleared.page, ADULT).click();
    await adult.page.getByRole('link', { name: words('talk:opened.go') }).click();
  });

  test('the directory: nobody of the other group stands in it', async () => {
    await Promise.all([sayHow(young.page, 'online'), sayHow(grown.page, 'online'), sayHow(cleared.page, 'online')]);
    await Promise.all([goTo(teen.page, 'people:place'), goTo(adult.page, 'people:place')]);
    const row = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name: new RegExp(`@${name}`) });
    await Promise.all([row(teen.page, LISTENERS.young), row(teen.page, LISTENERS.cleared), row(adult.page, LISTENERS.grown), row(adult.page, LISTENERS.cleared)].map((one) => one.first().waitFor()));
    expect([await row(teen.page, LISTENERS.grown).count(), await row(adult.page, LISTENERS.young).count()]).toEqual([0, 0]);
    // F085: to the teen alone, and of that one alone.
    const told = (page: Page) => page.getByRole('main').getByText(words('people:clearedAdult')).count();
    expect([await told(teen.page), await told(adult.page)]).toEqual([1, 0]);
    await shoot(teen.page, 'teens-directory');
  });

  test('Chat Now and Leave a message: a page of the other group offers neither, and says by which rule', async () => {
    for (const [{ page }, name] of [[teen, LISTENERS.grown], [adult, LISTENERS.young]] as const) {
      await toPage(page, name);
      await page.getByText('Rule P8-age-groups-apart').waitFor({ state: 'attached' });
      for (const kind of ['ask', 'message'] as const) expect(await page.getByRole('button', { name: words(`starts:${kind}.goTo`, { name }) }).count()).toBe(0);
    }
    expect(await accessibilityFindings(teen.page)).toEqual([]);
    await shoot(teen.page, 'teens-page-of-an-adult');
  });

  test('Chat Now: whoever is cleared is reached by a teen, and they talk', async () => {
    await toPage(teen.page, LISTENERS.cleared);
    await teen.page.getByRole('button', { name: words('starts:ask.goTo', { name: LISTENERS.cleared }) }).click();
    await button(teen.page, 'starts:ask.send').click();
    await goTo(cleared.page, 'listen:place');
    await cleared.page.getByRole('button', { name: words('starts:ask.takeFrom', { name: TEEN }) }).click();
    await said(cleared.page, TEEN, 'I am glad you asked.');
    await openChatWith(teen.page, LISTENERS.cleared);
    await chat(teen.page, LISTENERS.cleared).getByText('I am glad you asked.').waitFor();
    // F085: both have it before them.
    await chat(teen.page, LISTENERS.cleared).getByText(words('chats:ages.seeker')).waitFor();
    await chat(cleared.page, TEEN).getByText(words('chats:ages.listener')).waitFor();
    expect(await accessibilityFindings(teen.page)).toEqual([]);
    await Promise.all([shoot(teen.page, 'teens-head'), shoot(cleared.page, 'teens-head-of-the-adult')]);
  });

  test('F036: a listener asks another of their ages, and waits on Listen; of the other ages a page says why not', async () => {
    await toPage(young.page, LISTENERS.grown);
    await young.page.getByText('Rule P8-age-groups-apart').waitFor({ state: 'attached' });
    await toPage(young.page, LISTENERS.cleared);
    await young.page.getByRole('button', { name: words('starts:ask.goTo', { name: LISTENERS.cleared }) }).click();
    await shoot(young.page, 'teens-listener-asks');
    await button(young.page, 'starts:ask.send').click();
    await young.page.getByRole('heading', { name: words('starts:ask.waits', { name: LISTENERS.cleared }) }).waitFor();
    await shoot(young.page, 'teens-listener-waits');
    await goTo(cleared.page, 'listen:place');
    await cleared.page.getByRole('button', { name: words('starts:ask.takeFrom', { name: LISTENERS.young }) }).click();
    await said(cleared.page, LISTENERS.young, 'How was your evening?');
    await openChatWith(young.page, LISTENERS.cleared);
    await chat(young.page, LISTENERS.cleared).getByText('How was your evening?').waitFor();
    await chat(young.page, LISTENERS.cleared).getByText(words('chats:ages.seeker')).waitFor();
  });

  test('first words to a member of the other group are taken, and reach nobody; nothing tells whose age it was', async () => {
    await firstWords(grown.page, TEEN, FIRST.fromGrown);
    await firstWords(young.page, ADULT, FIRST.fromYoung);
    // What is sent later and does arrive shows that the others would have.
    await firstWords(grown.page, ADULT, FIRST.fromGrown);
    await Promise.all([goTo(adult.page, 'talk:place'), goTo(teen.page, 'talk:place')]);
    await adult.page.getByText(FIRST.fromGrown).waitFor();
    expect(await adult.page.getByText(FIRST.fromYoung).count()).toBe(0);
    await teen.page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await teen.page.getByText(FIRST.fromGrown).count()).toBe(0);
  });

  // Each "sees" is the control of a "never": the same act, between two whose ages may meet, arrives.
  test('D2, status: a change of it is seen in the directory by those of one\'s own ages, a cleared listener\'s by both, and by nobody else', async () => {
    await Promise.all([sayHow(young.page, 'busy'), sayHow(grown.page, 'busy'), sayHow(cleared.page, 'busy')]);
    await Promise.all([goTo(teen.page, 'people:place'), goTo(adult.page, 'people:place')]);
    const busy = (page: Page, name: string) => listed(page).filter({ hasText: `@${name}` }).getByText(words('people:status.busy'), { exact: true });
    await Promise.all([busy(teen.page, LISTENERS.young), busy(teen.page, LISTENERS.cleared), busy(adult.page, LISTENERS.grown), busy(adult.page, LISTENERS.cleared)].map((one) => one.waitFor()));
    // Two rows and no third: not only that a name is missing.
    expect([await listed(teen.page).count(), await listed(adult.page).count()]).toEqual([2, 2]);
    expect([await listed(teen.page).filter({ hasText: LISTENERS.grown }).count(), await listed(adult.page).filter({ hasText: LISTENERS.young }).count()]).toEqual([0, 0]);
  });

  test('D2, presence and typing: a teen\'s reaches no adult and an adult\'s no teen, on screen and on the wire, but by whoever is cleared', async () => {
    await goTo(adult.page, 'talk:place');
    await adult.page.getByRole('button', { name: words('starts:invitation.takeFrom', { name: LISTENERS.grown }) }).click();
    const all = [[teen, TEEN], [adult, ADULT], [young, LISTENERS.young], [grown, LISTENERS.grown], [cleared, LISTENERS.cleared]] as const;
    const told = all.map(([{ page }, name]) => ({ name, ...listenForPresence(page) }));
    for (const [{ page }] of all) await page.reload();
    // Who types to whom. Teens' and adults' turns take each other's place, so that what a page has got by a later turn would be behind what it must not get.
    const turns = [[teen, TEEN, young, LISTENERS.young], [adult, ADULT, grown, LISTENERS.grown], [young, LISTENERS.young, teen, TEEN], [grown, LISTENERS.grown, adult, ADULT],
      [teen, TEEN, cleared, LISTENERS.cleared], [adult, ADULT, cleared, LISTENERS.cleared], [cleared, LISTENERS.cleared, teen, TEEN], [cleared, LISTENERS.cleared, adult, ADULT],
      [young, LISTENERS.young, teen, TEEN], [grown, LISTENERS.grown, adult, ADULT]] as const;
    for (const [from, name, to, other] of turns) {
      await openChatWith(to.page, name);
      await openChatWith(from.page, other);
      const whoSees = async (): Promise<readonly string[]> => {
        const seen = await Promise.all(all.map(async ([{ page }, who]) => ((await page.getByText(words('chats:lines.writing', { name })).count()) > 0 ? [who] : [])));
        return seen.flat();
      };
      await expect.poll(whoSees, { timeout: 10_000 }).toEqual([]); // what is left of an earlier turn
      await chat(from.page, other).getByRole('textbox').pressSequentially('hm');
      await chat(to.page, name).getByText(words('chats:lines.writing', { name }), { exact: true }).waitFor();
      expect(await whoSees()).toEqual([other]);
    }
    const names = namesIn(house.dataFolder);
    const toldOf = Object.fromEntries(told.map(({ name, accounts }) => [name, [...accounts].map((account) => names.get(account)).toSorted()]));
    // Everybody is told of themselves, too (W12).
    expect(toldOf).toEqual({
      [TEEN]: [TEEN, LISTENERS.young, LISTENERS.cleared].toSorted(),
      [LISTENERS.young]: [TEEN, LISTENERS.young].toSorted(),
      [ADULT]: [ADULT, LISTENERS.grown, LISTENERS.cleared].toSorted(),
      [LISTENERS.grown]: [ADULT, LISTENERS.grown].toSorted(),
      [LISTENERS.cleared]: [TEEN, ADULT, LISTENERS.cleared].toSorted(),
    });
  });

  test('an open chat: when the clearance is taken back it can be read, and neither writes in it any more', async () => {
    await openChatWith(teen.page, LISTENERS.cleared);
    await openChatWith(cleared.page, TEEN);
    await house.admin('unclear', LISTENERS.cleared, '--reason', 'the check has lapsed');
    for (const [{ page }, name] of [[teen, LISTENERS.cleared], [cleared, TEEN]] as const) {
      await chat(page, name).getByText(words('rules:P20-ages-parted.why')).waitFor();
      expect(await chat(page, name).getByRole('textbox').count()).toBe(0);
      await chat(page, name).getByText('I am glad you asked.').waitFor();
    }
    // The chat with a listener of their own group goes on.
    await openChatWith(teen.page, LISTENERS.young);
    await said(teen.page, LISTENERS.young, 'Still here.');
    await openChatWith(young.page, TEEN);
    await chat(young.page, TEEN).getByText('Still here.').waitFor();
  });

  test('no page complained by itself', () => {
    expect([teen, adult, young, grown, cleared].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

async function toPage(page: Page, name: string): Promise<void> {
  await page.evaluate((path) => void (location.hash = path), `/@${name}`);
  await page.getByRole('heading', { level: 1, name: `@${name}` }).waitFor();
}

/** The rows of the directory. */
const listed = (page: Page): Locator => page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('link', { name: /@/ }) });

/** On a desk several chats stand side by side. */
const chat = (page: Page, name: string): Locator => page.getByRole('region', { name: words('chats:chatWith', { name }) });

async function said(page: Page, name: string, text: string): Promise<void> {
  const box = chat(page, name).getByRole('textbox');
  await box.fill(text);
  await box.press('Enter');
  await chat(page, name).getByText(text).waitFor();
}

/** A listener writes to a member first, by the exact name. */
async function firstWords(page: Page, name: string, text: string): Promise<void> {
  await toPage(page, name);
  await page.getByRole('button', { name: words('starts:invitation.goTo', { name }) }).click();
  await page.getByLabel(words('starts:invitation.label')).fill(text);
  await button(page, 'starts:invitation.send').click();
  await page.getByText(words('starts:invitation.sentText')).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
