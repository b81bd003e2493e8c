import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { button, goTo } from '../harness/acts.ts';
import { openHouse } from '../harness/house.ts';
import { noteBody, noteText } from '../harness/note-text.ts';
import { openPerson, type Person } from '../harness/person.ts';
import { onSaidSaved, type SaidSaved } from '../harness/said-saved.ts';
import { words } from '../harness/texts.ts';
import { openLoopDisk } from './load/loop-disk.ts';
import { comesTrue, pause } from './load/until.ts';

const CUTS = { short: 3, long: 20 } as const;
const DISK_MB = 512;
/** The power goes at a random moment of this much writing. */
const LIFE_MS = 6_000;
/** A new note is begun after about so many words. */
const WORDS_A_NOTE = 12;
/** Short enough for bursts, long enough that some pauses are written down (note-saver.ts). */
const LONGEST_PAUSE_MS = 450;
/** What is not on screen by then is lost. */
const PATIENCE_MS = 20_000;
const WORDS = ['morning', 'the kettle', 'señora', 'nobody', 'שלום', 'and then', 'rain,', 'höher', 'enough.'] as const;

/** What the page said was saved, by note. Words are only ever added to a note, so the longest is the newest. */
class Ledger {
  readonly notes = new Map<string, { route: string; body: string }>();
  confirmed = 0;

  /** `route`: where the note is that is being written. */
  hear({ title, body }: SaidSaved, route: string): void {
    this.confirmed += 1;
    const before = this.notes.get(title);
    if (before !== undefined && !body.startsWith(before.body)) throw new Error(`words vanished from the screen: ${JSON.stringify(before.body)} became ${JSON.stringify(body)}`);
    this.notes.set(title, { route: before?.route ?? route, body });
  }
}

/**
 * F1: the power of the disk on which somebody's browser profile lies is cut at a random moment of their writing, again
 * and again. Whatever the page had said was saved is there at the next start, in every note; nothing is damaged.
 */
export async function notePower({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const cuts = count ?? (long ? CUTS.long : CUTS.short);
  const ledger = new Ledger();
  const disk = await openLoopDisk(DISK_MB);
  const house = await openHouse();
  let writer: Person | null = null;
  try {
    // Told of through its own proxy, so that the address, and with it the vault, stays the same after each cut.
    writer = await openPerson(join(disk.folder, 'profile'), house.port, {});
    await atHome(writer);
    for (let n = 1; n <= cuts; n += 1) {
      const since = new Set(ledger.notes.keys());
      await writeUntilCut(writer, { dice, ledger, round: n, cut: () => disk.cutPower() });
      await disk.powerOn();
      await writer.reopen();
      await atHome(writer);
      await mustBeThere(writer, ledger, (title) => !since.has(title));
    }
    await mustBeThere(writer, ledger, () => true);
    if (ledger.confirmed === 0) throw new Error('nothing was ever said to be saved: that says nothing');
    console.log(`  ${ledger.confirmed} confirmed, ${ledger.confirmed} kept, 0 lost after ${cuts} cuts, in ${ledger.notes.size} notes, none damaged; load of this machine: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await writer?.close();
    await house.close();
    await disk.close();
  }
}

interface Sitting {
  readonly dice: Dice;
  readonly ledger: Ledger;
  readonly round: number;
  readonly cut: () => Promise<void>;
}

/** Writes note after note until the disk writes nothing more; then the browser is killed, as the machine would be. */
async function writeUntilCut(writer: Person, { dice, ledger, round, cut }: Sitting): Promise<void> {
  let route = '';
  let isCut = false;
  const troubles: unknown[] = [];
  await onSaidSaved(writer.page, (said) => {
    try {
      // A note counts once it has its name; before that it could not be told from another. And what is said to be saved
      // after the cut counts for nothing: a flush under way then may be told that all went well (loop-disk.ts).
      if (said.title !== '' && !isCut) ledger.hear(said, route);
    } catch (error) {
      troubles.push(error);
    }
  });
  const over = new AbortController();
  const cutAtRandom = async (): Promise<void> => {
    await pause(500 + dice.below(LIFE_MS));
    isCut = true;
    await cut();
    over.abort();
    await writer.crash();
  };
  const cutting = cutAtRandom();
  for (let at = 1; !over.signal.aborted; at += 1) {
    // From the cut on nothing works any more; what breaks then is what is tried here.
    await writeNote(writer, dice, `Note ${round}.${at}`, (there) => (route = there), over.signal).catch((error: unknown) => {
      if (!over.signal.aborted) troubles.push(error);
      over.abort();
    });
  }
  await cutting;
  if (troubles.length > 0) throw troubles[0];
}

async function writeNote({ page }: Person, dice: Dice, title: string, open: (route: string) => void, over: AbortSignal): Promise<void> {
  await goTo(page, 'notes:place');
  await button(page, 'notes:new').first().click();
  await page.waitForURL(/#\/notes\/[0-9a-z]{20}$/);
  await noteBody(page).waitFor();
  open(new URL(page.url()).hash);
  await page.getByLabel(words('notes:title')).fill(title);
  await noteBody(page).focus();
  for (let written = 0; written < WORDS_A_NOTE && !over.aborted; written += 1) {
    await page.keyboard.type(`${dice.pick(WORDS)}${dice.once(6) ? '\n' : ' '}`);
    await pause(dice.below(LONGEST_PAUSE_MS));
  }
}

const atHome = ({ page }: Person): Promise<void> => page.getByRole('navigation', { name: words('app:navigation') }).waitFor();

/** Each of these notes begins with all that was ever said to be saved of it; more may be there, typed in the last instant. */
async function mustBeThere(writer: Person, ledger: Ledger, isMeant: (title: string) => boolean): Promise<void> {
  const { page } = writer;
  const lost: string[] = [];
  for (const [title, { route, body }] of ledger.notes) {
    if (!isMeant(title)) continue;
    await page.goto(`${writer.address}${route}`);
    let there = '';
    const isThere = async (): Promise<boolean> => {
      there = await page.locator('body').innerText();
      if ((await noteBody(page).count()) === 0) return false;
      // The note before may still be on screen for a moment: its title tells.
      const [shown, text] = [await page.getByLabel(words('notes:title')).inputValue(), await noteText(page)];
      there = `${shown}: ${text}`;
      return shown === title && text.startsWith(body);
    };
    if (!(await comesTrue(isThere, PATIENCE_MS))) lost.push(`said to be saved: ${title}: ${body}\n  there is: ${there}`);
  }
  if ((await page.getByText(words('notes:damaged.safe')).count()) > 0) throw new Error('a note is damaged');
  if (lost.length > 0) throw new Error(`lost after a power cut:\n${lost.join('\n')}`);
}
