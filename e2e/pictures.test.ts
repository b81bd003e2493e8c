import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPlainPicture } from '#shared/pictures/forms.ts';
import { askForChat, becomeListener, button, goTo, goToYou, meet, openChatWith, say } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import type { Person } from './harness/person.ts';
import { accessibilityFindings, overflowsSideways, shoot, showIn } from './harness/screens.ts';
import { words } from './harness/texts.ts';

const LISTENER = 'quietOlive';
const MEMBER = 'warmKettle';
const PASSWORD = 'four unhurried copper spoons';
const PLACE = 'GPS-52.5200N-13.4050E-canary';

/** F018, F026, F027, F041: a picture of one's own, from a photograph that knows where it was taken. */
describe('a member shows a picture', () => {
  let house: House;
  let member: Person;
  let listener: Person;
  let photograph: Buffer;

  beforeAll(async () => {
    house = await openHouse();
    [member, listener] = await Promise.all([house.person('member'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
    await askForChat(member.page);
    await meet(member.page, listener.page);
    await becomeMember(member.page);
    photograph = withPlace(await draw(member.page));
  });
  afterAll(() => house.close());

  test('what is no picture is told in plain words', async () => {
    const { page } = member;
    await goToYou(page, 'profile');
    await give(page, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'me.svg');
    await page.getByText(words('people:picture.fault.other-type')).waitFor();
  });

  test('a photograph becomes a small square, its part chosen by keyboard', async () => {
    const { page } = member;
    expect(photograph.includes(PLACE)).toBe(true);
    await give(page, photograph, 'me.jpg');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('slider', { name: words('people:picture.zoom') }).press('ArrowRight');
    await dialog.getByRole('slider', { name: words('people:picture.across') }).press('Home');
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'picture-part');
    await page.setViewportSize({ width: 360, height: 740 });
    await showIn(page, 'dark');
    expect(await overflowsSideways(page)).toBe(false);
    await shoot(page, 'picture-part-narrow-dark');
    await page.setViewportSize({ width: 1_280, height: 860 });
    await showIn(page, 'light');
    await button(dialog, 'people:picture.use').click();
    await page.getByText(words('people:picture.shown')).waitFor();
    await page.getByText(words('people:picture.shown')).scrollIntoViewIfNeeded();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'picture-own');
  });

  test('at the relay it is a plain picture, and nothing of where it was taken is anywhere', async () => {
    const store = new DatabaseSync(join(house.dataFolder, 'samovar.db'), { readOnly: true });
    const rows = store.prepare('select type, bytes from pictures').all() as { type: string; bytes: Uint8Array }[];
    store.close();
    expect(rows.map(({ bytes }) => readPlainPicture(bytes))).toEqual([{ ok: true, value: { type: 'image/webp', sidePx: 256 } }]);
    expect(filesThatHold(house.dataFolder, PLACE)).toEqual([]);
  });

  test('the listener sees it beside the name, and without a network, too', async () => {
    const { page } = listener;
    await page.reload();
    await openChatWith(page, MEMBER);
    await expect.poll(() => shownIn(page)).toBe('picture 256');
    await shoot(page, 'picture-chat');
    listener.network.cut();
    await page.reload();
    await openChatWith(page, MEMBER);
    await expect.poll(() => shownIn(page)).toBe('picture 256');
    listener.network.restore();
  });

  test('F198: a line that reads like advice gets a quiet word, and is sent all the same', async () => {
    const { page } = listener;
    await page.getByRole('textbox', { name: /Message to @/ }).fill('You should talk to your sister about it.');
    await page.getByText(words('chats:advice.text')).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await shoot(page, 'advice-hint');
    await say(page, 'You should talk to your sister about it.');
    await expect.poll(() => page.getByText(words('chats:advice.text')).count()).toBe(0);
    await member.page.bringToFront();
    expect(await member.page.getByText(words('chats:advice.text')).count()).toBe(0);
  });

  test('P63: taken away by an operator it is gone for both, and the member reads why', async () => {
    await house.admin('unpicture', MEMBER, '--reason', 'for the journey');
    await listener.page.reload();
    await openChatWith(listener.page, MEMBER);
    await expect.poll(() => shownIn(listener.page)).toBe('WK');
    await member.page.reload();
    await goToYou(member.page, 'profile');
    await member.page.getByText(words('people:picture.paused')).waitFor();
    expect(await member.page.locator('#you-profile img').count()).toBe(0);
    expect([...member.complaints, ...listener.complaints]).toEqual([]);
  });
});

/** What stands beside the other's name at the head of the chat. */
const shownIn = (page: Page): Promise<string> =>
  page.locator('header [data-shape=rounded]').evaluate((one) => {
    const image = one.querySelector('img');
    return image === null ? (one.textContent ?? '') : `picture ${image.naturalWidth}`;
  });

const give = (page: Page, buffer: Buffer, name: string): Promise<void> =>
  page.locator('#you-profile input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });

async function becomeMember(page: Page): Promise<void> {
  await goTo(page, 'account:place');
  await button(page, 'account:member.open').click();
  const form = page.locator('form').filter({ has: button(page, 'account:member.submit') });
  await form.getByLabel(words('account:member.name')).fill(MEMBER);
  await form.getByLabel(words('account:password'), { exact: true }).fill(PASSWORD);
  await button(form, 'account:member.submit').click();
  await page.getByText(`@${MEMBER}`).first().waitFor();
}

/** A photograph of many colours, as a browser's own canvas writes JPEG. */
async function draw(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 });
    const pen = canvas.getContext('2d');
    for (let x = 0; x < 900; x += 3) {
      for (let y = 0; y < 600; y += 3) {
        if (pen !== null) pen.fillStyle = `hsl(${(x * 7 + y * 3) % 360} ${40 + (x % 60)}% ${30 + (y % 50)}%)`;
        pen?.fillRect(x, y, 3, 3);
      }
    }
    return canvas.toDataURL('image/jpeg', 0.95).replace(/^.*,/, '');
  });
  return Buffer.from(base64, 'base64');
}

/** As a camera writes it: what it knows stands before the picture (EXIF, in a segment APP1). */
function withPlace(jpeg: Buffer): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\b\0\0\0\0\0\0', 'latin1'), Buffer.from(PLACE)]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}
