import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeListener, becomeMember, button, goTo, hears, passGate, say, sayHow } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const MEMBER = 'warmKettle';
const LEFT = 'Would you have time for me on Sunday?';
const FIRST = 'It was good to hear from you. How has the week been?';

/** F157, F158, F237: how two people come to a chat apart from the queue, each way once, with a real relay in between. */
describe('a member and one listener', () => {
  let house: House;
  let listener: Person;
  let member: Person;

  beforeAll(async () => {
    house = await openHouse();
    [listener, member] = await Promise.all([house.person('listener'), house.person('member')]);
    await becomeListener(house, listener, LISTENER);
    await becomeMember(member.page, MEMBER);
  });
  afterAll(() => house.close());

  test('F157: Chat Now from the directory; the listener agrees, and they talk', async () => {
    await sayHow(listener.page, 'online');
    const { page } = member;
    await goTo(page, 'people:place');
    await page.getByRole('button', { name: words('starts:ask.goTo', { name: LISTENER }) }).click();
    await passGate(page);
    await look(page, 'starts-ask', page.getByRole('checkbox', { name: words('starts:ask.thenQueue') }));
    await button(page, 'starts:ask.send').click();
    await look(page, 'starts-waiting', page.getByRole('heading', { name: words('starts:ask.waits', { name: LISTENER }) }));
    const take = listener.page.getByRole('button', { name: words('starts:ask.takeFrom', { name: MEMBER }) });
    await look(listener.page, 'starts-asked', take);
    await take.click();
    await page.getByRole('link', { name: words('talk:opened.go') }).click();
    await say(listener.page, 'Hello, I am glad you came.');
    await hears(page, ['Hello, I am glad you came.']);
    await endChat(page);
  });

  test('F158: the listener is busy: a message waits, and begins the chat when it is taken up', async () => {
    await sayHow(listener.page, 'busy');
    const { page } = member;
    await page.evaluate((name) => { window.location.hash = `#/@${name}`; }, LISTENER);
    const leave = page.getByRole('button', { name: words('starts:message.goTo', { name: LISTENER }) });
    await leave.waitFor();
    await shoot(page, 'starts-profile');
    await leave.click();
    const box = page.getByLabel(words('starts:message.label'));
    await box.fill(LEFT);
    await look(page, 'starts-message', box);
    await button(page, 'starts:message.send').click();
    await page.getByText(words('starts:message.sentText')).waitFor();
    await page.getByRole('dialog').getByRole('link', { name: words('starts:seeWaiting') }).click();
    await page.getByText(LEFT).waitFor();
    await look(listener.page, 'starts-left', listener.page.getByText(LEFT));
    await listener.page.getByRole('button', { name: words('starts:message.takeFrom', { name: MEMBER }) }).click();
    await hears(listener.page, [LEFT]);
    await page.getByRole('link', { name: words('talk:opened.go') }).click();
    await hears(page, [LEFT]);
    await say(listener.page, 'Sunday is good.');
    await hears(page, [LEFT, 'Sunday is good.']);
    await endChat(listener.page);
  });

  test('F156, F237: the listener finds the way by the name over the chat, writes again, and the member opens the chat', async () => {
    const { page } = listener;
    await page.getByRole('button', { name: `@${MEMBER}`, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: words('starts:invitation.goTo', { name: MEMBER }) }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'starts-name');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: words('starts:invitation.againTo', { name: MEMBER }) }).click();
    await page.getByLabel(words('starts:invitation.label')).fill(FIRST);
    await button(page, 'starts:invitation.send').click();
    await page.getByText(words('starts:invitation.sentText')).waitFor();
    await goTo(member.page, 'talk:place');
    await look(member.page, 'starts-invited', member.page.getByText(FIRST));
    await member.page.getByRole('button', { name: words('starts:invitation.takeFrom', { name: LISTENER }) }).click();
    await hears(member.page, [FIRST]);
    await say(member.page, 'Better, thank you.');
    await page.keyboard.press('Escape');
    await goTo(page, 'chats:place');
    await page.getByRole('main').getByRole('link', { name: new RegExp(MEMBER) }).first().click();
    await hears(page, [FIRST, 'Better, thank you.']);
  });

  test('no page complained by itself', () => {
    expect([...listener.complaints, ...member.complaints]).toEqual([]);
  });
});

/** Narrow and wide, in both schemes: nothing is wider than the window, and axe finds nothing. */
async function look(page: Page, name: string, there: { waitFor(): Promise<void> }): Promise<void> {
  await there.waitFor();
  for (const [width, height, scheme, other] of [[360, 740, 'dark', 'light'], [1_440, 900, 'light', 'dark']] as const) {
    await page.setViewportSize({ width, height });
    // The other scheme is only for those who look at the pictures.
    for (const shown of process.env['SAMOVAR_SHOTS'] === undefined ? [scheme] : ([other, scheme] as const)) {
      await showIn(page, shown);
      await shoot(page, `${name}-${width}-${shown}`);
    }
    expect([name, width, await overflowsSideways(page)]).toEqual([name, width, false]);
    // axe takes its time: each screen once, the sheets and the waiting where they are narrow and dark.
    expect(width === 360 ? await accessibilityFindings(page) : []).toEqual([]);
  }
}

async function endChat(page: Page): Promise<void> {
  await button(page, 'chats:menu.label').first().click();
  await page.getByRole('menuitem', { name: words('chats:menu.end') }).click();
  await button(page.getByRole('dialog'), 'chats:end.confirm').click();
  await page.getByText(words('chats:after.ended')).first().waitFor();
}
