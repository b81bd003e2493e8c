import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, goTo } from './harness/acts.ts';
import { filesThatHold } from './harness/bytes.ts';
import { openHouse, type House } from './harness/house.ts';
import { noteBody, noteText } from './harness/note-text.ts';
import type { Person } from './harness/person.ts';
import { words } from './harness/texts.ts';

/** F094, F229: a member journals with no network, and what they write is theirs. */
describe('notes with the relay down', () => {
  const canary = 'Kestrelwing-unlikely-words-3917';
  const title = 'Cobblestone-unlikely-title-5521';
  let house: House;
  let writer: Person;

  beforeAll(async () => {
    house = await openHouse();
    writer = await house.person('writer');
    await writer.page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
    // The app's own files are kept by now; from here on there is no relay at all.
    await writer.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await house.stopRelay();
    writer.network.cut();
  });
  afterAll(() => house.close());

  test('a guest writes a note before any question is asked, and is told when it is on disk', async () => {
    const { page } = writer;
    await goTo(page, 'notes:place');
    await button(page, 'notes:new').first().click();
    await page.getByLabel(words('notes:title')).fill(title);
    await page.getByLabel(words('notes:body'), { exact: true }).fill(`Dear diary, ${canary}`);
    await page.getByText(words('notes:save.saved')).waitFor();
  });

  test('after kill -9 and a new start it is there, found by a word of it', async () => {
    await writer.crash();
    await writer.reopen();
    const { page } = writer;
    await goTo(page, 'notes:place');
    await page.getByLabel(words('notes:search')).fill('kestrelwing');
    await page.getByText(title).first().click();
    await noteBody(page).waitFor();
    await expect.poll(() => noteText(page)).toBe(`Dear diary, ${canary}`);
  });

  test('F2: while the disk does not take the last words, closing the page asks; once they are down nothing asks', async () => {
    const { page } = writer;
    const asked: string[] = [];
    page.on('dialog', (question) => {
      asked.push(question.type());
      void question.dismiss();
    });
    await refuseWrites(page, true);
    await noteBody(page).press('Control+End');
    await page.keyboard.type(', still');
    await page.getByText(words('notes:trouble.what')).waitFor();
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    expect(await noteText(page)).toBe(`Dear diary, ${canary}, still`);
    await refuseWrites(page, false);
    await button(page.getByRole('article'), 'notes:trouble.again').click();
    await page.getByText(words('notes:save.saved')).waitFor();
    await page.reload();
    await noteBody(page).waitFor();
    await expect.poll(() => noteText(page)).toBe(`Dear diary, ${canary}, still`);
    expect(asked).toHaveLength(1);
    page.removeAllListeners('dialog');
  });

  test('edit, pin and delete work with the relay down', async () => {
    const { page } = writer;
    await page.getByLabel(words('notes:body'), { exact: true }).fill(`Dear diary, ${canary}, and more`);
    await page.getByText(words('notes:save.saved')).waitFor();
    await button(page, 'notes:pin').click();
    await expect.poll(() => button(page, 'notes:pin').getAttribute('aria-pressed')).toBe('true');
    await button(page, 'notes:toBin').click();
    await page.getByText(words('notes:binned')).first().waitFor();
    await button(page, 'notes:undo').click();
    await page.getByLabel(words('notes:pinned')).first().waitFor();
  });

  test('F4: no byte of it is readable in the profile folder, while it runs and after it ended', async () => {
    expect(filesThatHold(writer.profileFolder, canary)).toEqual([]);
    expect(filesThatHold(writer.profileFolder, title)).toEqual([]);
    await writer.crash();
    expect(filesThatHold(writer.profileFolder, canary)).toEqual([]);
    expect(filesThatHold(writer.profileFolder, title)).toEqual([]);
  });

  test('F5: a note that was changed on the disk is named, not left out in silence; the others open', async () => {
    await writer.reopen();
    const { page } = writer;
    await goTo(page, 'notes:place');
    await button(page, 'notes:new').first().click();
    await page.getByLabel(words('notes:title')).fill('A whole one');
    await page.getByText(words('notes:save.saved')).waitFor();
    await flipOneByteOfTheLargestNote(writer);
    await page.goto(`${writer.address}#/notes`);
    await page.reload();
    await page.getByText(words('notes:damaged.title_one', { count: 1 })).waitFor();
    await page.getByText('A whole one').first().waitFor();
    expect(await page.getByText(title).count()).toBe(0);
  });

  test('the search itself can find things: a readable trace would have been seen', () => {
    expect(filesThatHold(writer.profileFolder, 'indexeddb.leveldb').length + filesThatHold(writer.profileFolder, 'leveldb.BytewiseComparator').length).toBeGreaterThan(0);
  });
});

/** A disk without room, as the page meets it; and room again. */
const refuseWrites = (page: Page, full: boolean): Promise<void> =>
  page.evaluate((refuse) => {
    const { prototype } = IDBObjectStore;
    const kept = Reflect.get(window, 'keptPut') as IDBObjectStore['put'] | undefined;
    Reflect.set(window, 'keptPut', kept ?? prototype.put);
    const refused = (): never => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    prototype.put = refuse ? refused : (kept ?? prototype.put);
  }, full);

/** What a failing disk does: one byte of one sealed row is another. Table `a` holds the notes (VAULT V1). */
const flipOneByteOfTheLargestNote = ({ page }: Person): Promise<void> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const vault = names.find((name) => /^samovar-[0-9a-z]{20}$/.test(name)) ?? '';
    const database = await done(indexedDB.open(vault));
    const store = database.transaction('a', 'readwrite').objectStore('a');
    const [largest] = ((await done(store.getAll())) as { $: Uint8Array }[]).toSorted((one, other) => other.$.length - one.$.length);
    if (largest === undefined) throw new Error('no row to damage');
    largest.$[largest.$.length - 1] = (largest.$[largest.$.length - 1] ?? 0) ^ 1;
    await done(store.put(largest));
    database.close();
  });
