import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { button, goTo, writeNote } from '../harness/acts.ts';
import { openHouse } from '../harness/house.ts';
import { noteBody, noteText } from '../harness/note-text.ts';
import { openPerson, type Person } from '../harness/person.ts';
import { words } from '../harness/texts.ts';
import { spread } from './load/figures.ts';
import { openLoopDisk, type LoopDisk } from './load/loop-disk.ts';
import { comesTrue, pause } from './load/until.ts';

const ROUNDS = { short: 2, long: 10 } as const;
const DISK_MEGABYTES = 192;
/** RELIABILITY F2: told so soon after the words were written that the disk did not take. */
const TOLD_WITHIN_MS = 2_000;
/** A refused write is tried again every three seconds (note-saver.ts). */
const SAVED_AGAIN_WITHIN_MS = 15_000;
const PATIENCE_MS = 15_000;
/** More than what is left in the last blocks of the files that are open. */
const MANY_SIGNS = 40_000;
/** A browser closes the files of a store that nobody has open any more after a few seconds. */
const CLOSED_AFTER_MS = 8_000;
/**
 * Electron gives its pages all there is. There a full disk looks like a quota that is used up, which is another way to go wrong.
 */
const PLACES = [
  { where: 'as on the desktop', flags: ['--unlimited-storage'], mayEnd: false },
  // There no page learns what is free but by a file of its own, and of such a file on a full disk Chromium now and then ends itself (room.ts).
  { where: 'in a browser', flags: [], mayEnd: true },
] as const;
type Place = (typeof PLACES)[number];
const [OLD, OLD_BODY] = ['Written before', 'When there was room.'];
const TITLE = 'Written on a full disk';

/**
 * F2: the disk of somebody's browser profile fills up from outside while they write, and is freed again. They are told
 * at once, no word leaves the editor, nothing is wiped and no empty store takes the place of theirs, also when the app
 * is opened on the full disk; when there is room again it is saved by itself.
 */
export async function noteFull({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const rounds = count ?? (long ? ROUNDS.long : ROUNDS.short);
  const told: number[] = [];
  for (const place of PLACES) told.push(...(await onFull(dice, rounds, place)));
  const late = told.filter((ms) => ms > TOLD_WITHIN_MS);
  if (late.length > 0) throw new Error(`${late.length} of ${told.length} times it was told later than ${TOLD_WITHIN_MS} ms`);
}

/** Gives how soon each time it was told. */
async function onFull(dice: Dice, rounds: number, { where, flags, mayEnd }: Place): Promise<readonly number[]> {
  const disk = await openLoopDisk(DISK_MEGABYTES);
  const house = await openHouse();
  let writer: Person | null = null;
  try {
    writer = await openPerson(join(disk.folder, 'profile'), house.port, { flags });
    await atHome(writer.page);
    await writeNote(writer.page, OLD, OLD_BODY);
    await writeNote(writer.page, TITLE, 'And now: ');
    const told: number[] = [];
    const back: number[] = [];
    let ended = 0;
    for (let n = 1; n <= rounds; n += 1) {
      let saved = await noteText(writer.page);
      try {
        const { toldMs, savedMs } = await fillAndFree(writer, disk, dice);
        told.push(toldMs);
        back.push(savedMs);
        saved = await noteText(writer.page);
        await openOnFull(writer, disk);
      } catch (error) {
        if (!mayEnd || writer.page.context().browser()?.isConnected() === true) throw error;
        ended += 1;
        await disk.free();
        await writer.reopen();
        await mustHave(writer, saved);
      }
    }
    if (ended > 0) console.log(`  ${where}: Chromium itself ended ${ended} of ${rounds} times; whatever was said to be saved was there afterwards`);
    const kept = await noteText(writer.page);
    await writer.reopen();
    await mustHave(writer, kept);
    console.log(`  ${where}: full ${rounds} times while somebody wrote; told: ${spread(told)}, the bar is ${TOLD_WITHIN_MS} ms; saved again after space was freed: ${spread(back)}`);
    console.log(`  ${kept.length} characters written, 0 lost; opened ${rounds} times on a full disk, never a new empty store; load of this machine: ${loadavg()[0]?.toFixed(1)}`);
    return told;
  } finally {
    await writer?.close();
    await house.close();
    await disk.close();
  }
}

/** What was said how long after the words were typed, and how long after the disk had room they were saved. */
async function fillAndFree({ page }: Person, disk: LoopDisk, dice: Dice): Promise<{ toldMs: number; savedMs: number }> {
  const before = await noteText(page);
  const many = Array.from({ length: MANY_SIGNS }, () => dice.below(36).toString(36)).join('');
  disk.fill();
  await noteBody(page).press('Control+End');
  const typedMs = performance.now();
  await page.keyboard.insertText(many);
  await page.getByText(words('notes:trouble.what')).first().waitFor();
  const toldMs = performance.now() - typedMs;
  await page.keyboard.type(' And on.\n');
  // As long as it takes for what is refused to be tried once more.
  await pause(4_000);
  const wanted = `${before}${many} And on.\n`;
  await mustShow(page, wanted);
  if ((await page.getByText(words('notes:save.saved'), { exact: true }).count()) > 0) throw new Error('it said "saved" on a full disk');
  await page.getByText(words('notes:trouble.what')).first().waitFor();
  await disk.free();
  const freedMs = performance.now();
  await page.getByText(words('notes:save.saved'), { exact: true }).waitFor({ timeout: SAVED_AGAIN_WITHIN_MS });
  const savedMs = performance.now() - freedMs;
  await mustShow(page, wanted);
  return { toldMs, savedMs };
}

/** The app is opened on a full disk: it shows what is there, or says that it cannot, and makes nothing anew. */
async function openOnFull(writer: Person, disk: LoopDisk): Promise<void> {
  const { page } = writer;
  const kept = await noteText(page);
  await page.goto('about:blank');
  await pause(CLOSED_AFTER_MS);
  disk.fill();
  await page.goto(writer.address);
  const failed = page.getByRole('heading', { name: words('app:opening.failed.storage.title') });
  await page.getByRole('navigation', { name: words('app:navigation') }).or(failed).first().waitFor();
  const saidSo = (await failed.count()) > 0;
  if (!saidSo) {
    await goTo(page, 'notes:place');
    await page.getByRole('main').getByText(OLD, { exact: true }).first().waitFor();
  }
  await disk.free();
  if (saidSo) await button(page, 'app:opening.tryAgain').click();
  await atHome(page);
  await mustHave(writer, kept);
}

/** Both notes with every word, nothing besides, nothing damaged. The longer one is open afterwards. */
async function mustHave({ page }: Person, text: string): Promise<void> {
  await atHome(page);
  await goTo(page, 'notes:place');
  const list = page.getByRole('main').getByRole('link', { name: /^Written / });
  await list.first().waitFor();
  if ((await list.count()) !== 2) throw new Error(`${await list.count()} notes where there were 2`);
  if ((await page.getByText(words('notes:damaged.safe')).count()) > 0) throw new Error('a note is damaged');
  for (const [title, body] of [[OLD, OLD_BODY], [TITLE, text]] as const) {
    await list.filter({ hasText: title }).click();
    const isShown = async (): Promise<boolean> => (await page.getByLabel(words('notes:title')).inputValue()) === title && (await noteBody(page).count()) > 0;
    if (!(await comesTrue(isShown, PATIENCE_MS))) throw new Error(`"${title}" does not open`);
    await mustShow(page, body);
  }
}

async function mustShow(page: Page, wanted: string): Promise<void> {
  if (await comesTrue(async () => (await noteText(page)) === wanted, PATIENCE_MS)) return;
  throw new Error(`the note has ${(await noteText(page)).length} characters, and ${wanted.length} were written`);
}

/** Within the time that a busy machine may take; otherwise with what stands there instead. */
async function atHome(page: Page): Promise<void> {
  const home = page.getByRole('navigation', { name: words('app:navigation') });
  if (await comesTrue(async () => (await home.count()) > 0, PATIENCE_MS)) return;
  throw new Error(`the app does not open; it shows: ${await page.locator('body').innerText()}`);
}
