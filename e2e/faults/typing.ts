import { loadavg } from 'node:os';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { button, goTo } from '../harness/acts.ts';
import { openHouse } from '../harness/house.ts';
import { noteBody, noteText } from '../harness/note-text.ts';
import type { Person } from '../harness/person.ts';
import { words } from '../harness/texts.ts';
import { spread } from './load/figures.ts';
import { pause } from './load/until.ts';

const KILLS = { short: 5, long: 50 } as const;
/** RELIABILITY F3: somebody who types fast, and what they may lose. */
const CHARACTERS_PER_SECOND = 8;
const MAX_LOST_MS = 1_000;
/** A browser is killed at a random moment of the typing: as early as before the first word is down. */
const LIFE_MS = 5_000;
const WORDS = ['morning', 'the kettle', 'señora', 'nobody', 'a good', 'שלום', 'and then', 'rain,', 'höher', '**quiet**', 'enough.'] as const;

interface Typed {
  readonly sign: string;
  readonly atMs: number;
}

/**
 * F3: `kill -9` on the browser at a random moment while somebody types, again and again in one note. What is there
 * afterwards is what was typed, up to a moment at most a second before the kill; nothing is mixed up or damaged.
 */
export async function typing({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const kills = count ?? (long ? KILLS.long : KILLS.short);
  const house = await openHouse();
  try {
    const writer = await house.person('writer');
    const route = await beginNote(writer);
    const losses: number[] = [];
    let before = '';
    for (let n = 0; n < kills; n += 1) {
      await noteBody(writer.page).press('Control+End');
      const { typed, killedMs } = await typeUntilKilled(writer, dice, LIFE_MS / 10 + dice.below(LIFE_MS));
      const after = await readAgain(writer, route, before);
      losses.push(lostMs(before, typed, after, killedMs));
      before = after;
    }
    console.log(`  ${kills} kills at ${CHARACTERS_PER_SECOND} characters a second, ${before.length} characters kept; lost: ${spread(losses)}; the bar is ${MAX_LOST_MS} ms; load of this machine: ${loadavg()[0]?.toFixed(1)}`);
    const tooMuch = losses.filter((ms) => ms > MAX_LOST_MS);
    if (tooMuch.length > 0) throw new Error(`${tooMuch.length} of ${kills} kills lost more than ${MAX_LOST_MS} ms of typing`);
  } finally {
    await house.close();
  }
}

async function beginNote({ page }: Person): Promise<string> {
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  await goTo(page, 'notes:place');
  await button(page, 'notes:new').first().click();
  await page.getByLabel(words('notes:title')).fill('Typed under fire');
  await page.getByText(words('notes:save.saved')).waitFor();
  return new URL(page.url()).hash;
}

/** Types on the beat, whatever the page does meanwhile, until the browser is gone. */
async function typeUntilKilled(writer: Person, dice: Dice, lifeMs: number): Promise<{ typed: readonly Typed[]; killedMs: number }> {
  const { keyboard } = writer.page;
  const typed: Typed[] = [];
  const startedMs = performance.now();
  const killed = new AbortController();
  const killing = pause(lifeMs).then(async () => {
    const atMs = performance.now();
    killed.abort();
    await writer.crash();
    return atMs;
  });
  for (let beat = 0, left = ''; !killed.signal.aborted; beat += 1) {
    if (left === '') left = `${dice.pick(WORDS)}${dice.once(6) ? '\n' : ' '}`;
    const [sign = ''] = left;
    left = left.slice(1);
    const atMs = performance.now();
    const arrived = await keyboard.type(sign).then(() => true, () => false);
    if (arrived) typed.push({ sign, atMs });
    await pause(Math.max(0, startedMs + ((beat + 1) * 1_000) / CHARACTERS_PER_SECOND - performance.now()));
  }
  return { typed, killedMs: await killing };
}

/** The note as the next start of the app shows it; nothing may be said to be damaged. */
async function readAgain(writer: Person, route: string, atLeast: string): Promise<string> {
  await writer.reopen();
  const { page } = writer;
  await page.getByRole('navigation', { name: words('app:navigation') }).waitFor();
  await page.goto(`${writer.address}${route}`);
  await noteBody(page).waitFor();
  if ((await page.getByText(words('notes:damaged.safe')).count()) > 0) throw new Error('a note is damaged');
  const text = await noteText(page);
  if (!text.startsWith(atLeast)) throw new Error(`words of an earlier round are gone: ${atLeast.length} characters were kept, now ${text.length}`);
  return text;
}

/** How long before the kill the first sign was typed that is not there; 0 when all are. */
function lostMs(before: string, typed: readonly Typed[], after: string, killedMs: number): number {
  const all = typed.map(({ sign }) => sign).join('');
  const kept = after.slice(before.length);
  // A sign on its way when the browser was killed may be there, although nobody heard that it arrived.
  if (!all.startsWith(kept) && !kept.startsWith(all)) throw new Error(`not what was typed: ${JSON.stringify(kept)} of ${JSON.stringify(all)}`);
  const first = typed[kept.length];
  return first === undefined ? 0 : killedMs - first.atMs;
}
