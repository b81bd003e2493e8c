import { loadavg } from 'node:os';
import { createDice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { becomeListener, button, goTo } from '../harness/acts.ts';
import { openHouse } from '../harness/house.ts';
import { lock, setPassphrase, unlock } from '../harness/locking.ts';
import type { Person } from '../harness/person.ts';
import { readable, type Reading } from '../harness/readable.ts';
import { words } from '../harness/texts.ts';
import { Cage } from './canaries/cage.ts';
import { askQuestions, eraseSome, leaveGoal, markMoods, setGoals, writeNotes, writeOnPath } from './canaries/own-things.ts';
import { leaveForms, namePlace, searchEverywhere, talk } from './canaries/said-and-sought.ts';
import { readUnderKey } from './canaries/under-key.ts';

const COUNT = 1_000;
const LISTENER = 'quietOlive';
/** The page for writing of the path that is walked here. */
const PAGE_TO_WRITE = 'signs-and-helps';
/** What every profile holds readable: were it not found, neither would anything else be. */
const KNOWN_THERE = 'leveldb.BytewiseComparator';

/**
 * F4: so many words of nobody else's are typed into everything in which one types, some of it is erased, and the place
 * is locked, closed and opened again. Not one of them stands readable in any file of the browser's profile, at any of
 * these moments; and what was erased, or only looked for, is not there under the right key either.
 */
export async function canaries({ seed, count }: SuiteOptions): Promise<void> {
  const cage = new Cage(createDice(seed), count ?? COUNT);
  const house = await openHouse();
  try {
    const [writer, listener] = await Promise.all([house.person('writer'), house.person('listener')]);
    await becomeListener(house, listener, LISTENER);
    const passphrase = cage.one('secret');
    await typeEverywhere(writer, listener, cage);
    await mustHoldNone(writer, cage, 'while it runs');
    const erased = await eraseSome(writer, cage);
    await setPassphrase(writer, passphrase);
    await lock(writer);
    await unlock(writer, passphrase, cage.many('secret', 2));
    await lock(writer);
    await mustHoldNone(writer, cage, 'locked');
    await writer.close();
    await mustHoldNone(writer, cage, 'closed');
    await writer.reopen();
    await unlock(writer, passphrase);
    await mustShowStill(writer, cage);
    const rows = await readUnderKey(writer.page, passphrase);
    mustBeGone(rows, cage, erased);
    await writer.crash();
    const { files, bytes } = await mustHoldNone(writer, cage, 'opened again and killed');
    const [typed, kinds] = [cage.dealt.length, new Set(cage.dealt.map(({ into }) => into.split(' ')[0])).size];
    console.log(`  ${typed} canaries typed into ${kinds} kinds of places, 0 readable in ${files} files of ${Math.round(bytes / 1e6)} MB, running, locked, closed, and opened again`);
    console.log(`  ${erased.length} erased and ${cage.into('search', 'secret').length} only looked for or secret: 0 in ${rows.length} rows under the right key; load of this machine: ${loadavg()[0]?.toFixed(1)}`);
  } finally {
    await house.close();
  }
}

async function typeEverywhere(writer: Person, listener: Person, cage: Cage): Promise<void> {
  await namePlace(writer, cage);
  await talk(writer, listener, LISTENER, cage, { said: cage.share(25), drafts: cage.share(20), deleted: cage.share(10) });
  await setGoals(writer, cage, cage.share(20));
  await markMoods(writer, cage, cage.share(12));
  await writeOnPath(writer, cage, PAGE_TO_WRITE, cage.share(30));
  await askQuestions(writer, cage, cage.share(10));
  await leaveGoal(writer, cage, cage.share(20));
  await searchEverywhere(writer, cage, cage.share(8));
  await leaveForms(writer, cage);
  await writeNotes(writer, cage, { notes: Math.max(2, cage.share(40)), tagsEach: 2 });
}

/** Reads the whole folder; throws with where a word was found and what it had been typed into. */
async function mustHoldNone(writer: Person, cage: Cage, when: string): Promise<Reading> {
  const reading = readable(writer.profileFolder, [...cage.dealt.map(({ text }) => text), KNOWN_THERE]);
  if (!reading.found.some(({ text }) => text === KNOWN_THERE)) throw new Error('the search finds nothing at all');
  const found = reading.found.filter(({ text }) => text !== KNOWN_THERE);
  if (found.length === 0) return reading;
  const lines = found.map(({ text, file }) => `${cage.dealt.find((one) => one.text === text)?.into ?? text}: ${file}`);
  throw new Error(`${found.length} readable ${when}:\n${[...new Set(lines)].join('\n')}`);
}

/** What was kept and not erased is there after the restart: otherwise nothing found would say nothing. */
async function mustShowStill({ page }: Person, cage: Cage): Promise<void> {
  const [title = ''] = cage.into('note 2');
  await goTo(page, 'notes:place');
  await page.getByLabel(words('notes:search')).fill(title);
  await page.getByRole('main').getByRole('link', { name: new RegExp(title) }).first().waitFor();
  await button(page, 'lock:now').waitFor();
}

function mustBeGone(rows: readonly string[], cage: Cage, erased: readonly string[]): void {
  const isThere = (text: string): boolean => rows.some((row) => row.includes(text));
  const still = [...erased, ...cage.into('search', 'secret')].filter(isThere);
  if (still.length > 0) throw new Error(`${still.length} of what was erased or never kept are in the vault under its key: ${still.join(', ')}`);
  const kept = cage.dealt.map(({ text }) => text).filter((text) => !erased.includes(text) && !cage.into('search', 'secret', 'place').includes(text));
  const missing = kept.filter((text) => !isThere(text));
  if (missing.length > 0) throw new Error(`${missing.length} of ${kept.length} kept words are not in the vault: it was not read right, or they are lost`);
}
