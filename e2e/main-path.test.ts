import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForChat, becomeListener, button, goTo, hears, say } from './harness/acts.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { words } from './harness/texts.ts';

/** About eight keys a second, as a practised typist. */
const KEY_DELAY_MS = 120;

/**
 * The product's main job, end to end: a person in need and a volunteer find each other and talk, over a network that
 * fails and a relay that is killed. Two listeners compete; three Chromium profiles, one real relay.
 */
describe('a guest is heard', () => {
  let house: House;
  let seeker: Person;
  let listener: Person;
  let rival: Person;

  beforeAll(async () => {
    house = await openHouse();
    [seeker, listener, rival] = await Promise.all([house.person('seeker'), house.person('listener'), house.person('rival')]);
    await becomeListener(house, listener, 'quietOlive');
    await becomeListener(house, rival, 'patientReed');
  });
  afterAll(() => house.close());

  test('F079, F151: the guest is asked three questions once, then waits with a place', async () => {
    await askForChat(seeker.page);
  });

  test('F151: the place in the queue survives a crash of the app, and of the relay', async () => {
    await Promise.all([seeker.crash(), house.kill()]);
    await house.startRelay();
    await seeker.reopen();
    await goTo(seeker.page, 'talk:place');
    await seeker.page.getByText(words('talk:waiting.next')).waitFor();
  });

  test('F152: both listeners see the request, one takes it, and it vanishes for the other at once', async () => {
    const take = new RegExp(words('listen:takeFrom', { name: '' }));
    await Promise.all([listener.page, rival.page].map((page) => goTo(page, 'listen:place')));
    await Promise.all([listener.page, rival.page].map((page) => page.getByRole('button', { name: take }).waitFor()));
    await listener.page.getByRole('button', { name: take }).click();
    await rival.page.getByText(words('listen:empty.title')).waitFor();
    await listener.page.getByRole('textbox', { name: /Message to @/ }).waitFor();
  });

  test('they talk: typing is seen, lines say where they are, seen at the end', async () => {
    await seeker.page.getByRole('link', { name: words('talk:opened.go') }).click();
    await say(listener.page, 'Hello, I am glad you came.');
    await hears(seeker.page, ['Hello, I am glad you came.']);
    await seeker.page.getByRole('textbox', { name: /Message to @/ }).pressSequentially('It is ha');
    await listener.page.getByText(/is writing/).first().waitFor();
    await seeker.page.getByRole('textbox', { name: /Message to @/ }).pressSequentially('rd to begin.');
    await seeker.page.keyboard.press('Enter');
    await hears(listener.page, ['Hello, I am glad you came.', 'It is hard to begin.']);
    await listener.page.getByText(words('chats:state.seen')).first().waitFor();
  });

  const five = ['one', 'two', 'three', 'four', 'five'].map((word) => `written with no network, ${word}`);
  const talk = ['Hello, I am glad you came.', 'It is hard to begin.'];

  test('promise 2: with the network cut five messages wait on the device, visibly, and go out in order', async () => {
    seeker.network.cut();
    for (const text of five) await say(seeker.page, text);
    await seeker.page.getByText(words('chats:state.deviceOffline')).first().waitFor();
    await say(listener.page, 'Take your time.');
    seeker.network.restore();
    talk.push('Take your time.', ...five);
    await hears(listener.page, talk);
    await hears(seeker.page, talk);
  });

  test('promise 7: kill -9 of the relay in mid-talk loses nothing that was said', async () => {
    await house.kill();
    await say(listener.page, 'Said while the relay was down.');
    await house.startRelay();
    talk.push('Said while the relay was down.');
    await hears(seeker.page, talk);
    await say(seeker.page, 'I am still here.');
    talk.push('I am still here.');
    await hears(listener.page, talk);
  });

  test('F3: kill -9 of an app loses no sent line, and at most a second of the unfinished one', async () => {
    const composer = () => seeker.page.getByRole('textbox', { name: /Message to @/ });
    const unfinished = 'There is something I have not said to anybody yet';
    await composer().pressSequentially(unfinished, { delay: KEY_DELAY_MS });
    await seeker.crash();
    await seeker.reopen();
    await goTo(seeker.page, 'chats:place');
    await seeker.page.getByRole('main').getByRole('link', { name: /quietOlive/ }).first().click();
    await hears(seeker.page, talk);
    const lostKeys = 1_000 / KEY_DELAY_MS;
    await expect.poll(async () => (await composer().inputValue()).length).toBeGreaterThanOrEqual(unfinished.length - lostKeys);
    expect(unfinished.startsWith(await composer().inputValue())).toBe(true);
    await composer().fill('');
  });

  test('the listener ends the chat: both are told, and nobody can write any more', async () => {
    await button(listener.page, 'chats:menu.label').first().click();
    await listener.page.getByRole('menuitem', { name: words('chats:menu.end') }).click();
    await button(listener.page.getByRole('dialog'), 'chats:end.confirm').click();
    await seeker.page.getByText(words('chats:after.ended'), { exact: true }).waitFor();
    await listener.page.getByText(words('chats:after.ended'), { exact: true }).waitFor();
    expect(await seeker.page.getByRole('textbox', { name: /Message to @/ }).count()).toBe(0);
  });

  test('nothing went wrong in any page by itself', () => {
    expect([...seeker.complaints, ...listener.complaints, ...rival.complaints]).toEqual([]);
  });
});
