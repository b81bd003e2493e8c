import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDice, type Dice } from '#shared/testing/dice.ts';
import type { SuiteOptions } from '../../build/lib/suites.ts';
import { findIn } from '../../sync-server/admin/verify.ts';
import { readConfig } from '../../sync-server/config/config.ts';
import { storeFile } from '../../sync-server/database/data-folder.ts';
import type { Log } from '../../sync-server/ports.ts';
import { CannotStart, createRelay, type Relay } from '../../sync-server/relay.ts';
import { systemPorts } from '../../sync-server/system.ts';
import { readChat, type Reading } from './flip/read-chat.ts';
import { makeCast, type Pair } from './load/cast.ts';
import { openFaultyHouse } from './load/house.ts';
import { startLoad } from './load/load.ts';
import { pause } from './load/until.ts';

const PAIRS = 12;
const MESSAGES_PER_SECOND = 100;
const TALK_MS = 8_000;
/** So few that retention cuts some chats and writes them as snapshots, while others are updates in rows. */
const WINDOW = { SAMOVAR_WINDOW_MESSAGES: '60' };
const PLACES = { short: 200, long: 2_000 } as const;
/** One place in so many is an end of the file instead. */
const CUT_EVERY = 10;
/** Of changed bytes (a file that was cut short is another matter) at most so many in a hundred may keep the relay from starting. */
const MAX_REFUSED_PERCENT = 25;

/** A store of real talk that was stopped in good order, and what everybody is given of it. */
interface Whole {
  readonly bytes: Buffer;
  readonly cast: readonly Pair[];
  readonly contents: readonly string[];
}

type Outcome = 'as it was' | 'documents set aside' | 'rows refused' | 'refused to start';

/**
 * A7: one byte of the store is another, or its end is missing. The relay starts and names what it sets aside, or says in
 * plain words why it does not; and whatever anybody is given is exactly what was acknowledged.
 */
export async function flip({ seed, long, count }: SuiteOptions): Promise<void> {
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'samovar-flip-'));
  try {
    const whole = await makeWhole(dice);
    const places = count ?? (long ? PLACES.long : PLACES.short);
    const outcomes = { changed: new Map<Outcome, number>(), cut: new Map<Outcome, number>() };
    let named = 0;
    const [flips, inDocuments] = [{ tried: 0, refused: 0 }, { tried: 0 }];
    for (let n = 0; n < places; n += 1) {
      const cut = n % CUT_EVERY === CUT_EVERY - 1;
      const { bytes, what } = damaged(whole.bytes, dice, cut);
      const tried = await tryStore(join(folder, String(n)), bytes, whole, what);
      const counted = cut ? outcomes.cut : outcomes.changed;
      counted.set(tried.outcome, (counted.get(tried.outcome) ?? 0) + 1);
      if (tried.found) named += 1;
      if (tried.inDocuments) inDocuments.tried += 1;
      if (cut) continue;
      flips.tried += 1;
      if (tried.outcome === 'refused to start') flips.refused += 1;
    }
    console.log(`  ${places} places in a store of ${Math.round(whole.bytes.length / 1_024)} KiB, ${PAIRS} chats: nothing damaged was sent`);
    for (const [outcome, times] of outcomes.changed) console.log(`  one byte changed, ${outcome}: ${times}`);
    for (const [outcome, times] of outcomes.cut) console.log(`  its end missing, ${outcome}: ${times}`);
    console.log(`  found by verify beforehand: ${named}; in documents alone: ${inDocuments.tried}, where the relay started and gave every other chat whole`);
    const refusedPercent = Math.round((100 * flips.refused) / Math.max(1, flips.tried));
    console.log(`  of ${flips.tried} changed bytes ${refusedPercent} % kept it from starting; the bar is ${MAX_REFUSED_PERCENT} %`);
    if (refusedPercent > MAX_REFUSED_PERCENT) throw new Error('a relay that starts with hardly any damage serves nobody');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeWhole(dice: Dice): Promise<Whole> {
  const house = await openFaultyHouse({ env: WINDOW });
  try {
    await house.start();
    const cast = await makeCast(house, PAIRS);
    const load = startLoad(house.port, cast, dice);
    load.talk(MESSAGES_PER_SECOND);
    await pause(TALK_MS);
    load.hush();
    await load.settle();
    load.close();
    await house.stop();
    await house.start(); // retention looks at every chat once at a start
    await pause(2_000);
    const contents: string[] = [];
    for (const { seeker, chat } of cast) {
      const reading = await readChat(house.port, seeker, chat);
      if (reading.got !== 'content') throw new Error(`a whole store did not give a chat: ${JSON.stringify(reading)}`);
      contents.push(reading.content);
    }
    await house.stop();
    return { bytes: readFileSync(storeFile(house.dataFolder)), cast, contents };
  } finally {
    await house.close();
  }
}

function damaged(bytes: Buffer, dice: Dice, cut: boolean): { readonly bytes: Buffer; readonly what: string } {
  const at = dice.below(bytes.length);
  if (cut) return { bytes: bytes.subarray(0, at), what: `cut after ${at} bytes` };
  const copy = Buffer.from(bytes);
  const by = 1 + dice.below(255);
  copy[at] = (copy[at] ?? 0) ^ by;
  return { bytes: copy, what: `byte ${at} xor ${by}` };
}

interface Tried {
  readonly outcome: Outcome;
  readonly found: boolean;
  /** What is damaged are documents and nothing else. */
  readonly inDocuments: boolean;
}

/** The documents that verify names, or null where something else is damaged as well. */
function documentsIn(findings: readonly string[]): ReadonlySet<string> | null {
  const names = findings.map((finding) => /^document (\S+): /.exec(finding)?.[1] ?? null);
  return names.every((name) => name !== null) ? new Set(names) : null;
}

/** Throws when somebody was given anything but what was acknowledged, or when the relay fell. */
async function tryStore(folder: string, bytes: Buffer, whole: Whole, what: string): Promise<Tried> {
  mkdirSync(folder, { mode: 0o700 });
  const file = storeFile(folder);
  writeFileSync(file, bytes, { mode: 0o600 });
  try {
    const findings = await findIn(file, { alone: true });
    const found = !findings.ok || findings.value.length > 0;
    const documents = findings.ok ? documentsIn(findings.value) : null;
    const outcome = await tryRelay(folder, file, bytes, whole, documents);
    // Where nothing was found nothing may be missing.
    if (!found && outcome !== 'as it was' && outcome !== 'rows refused') throw new Error(`verify found nothing, yet: ${outcome}`);
    return { outcome, found, inDocuments: documents !== null && documents.size > 0 };
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `documents`: all that is damaged, where that is known: then the relay has to start, and to give every other chat whole (A7). */
async function tryRelay(
  folder: string, file: string, bytes: Buffer, { cast, contents }: Whole, documents: ReadonlySet<string> | null,
): Promise<Outcome> {
  const events: string[] = [];
  const relay = await startOn(folder, events);
  if (relay === null) {
    if (documents !== null && documents.size > 0) throw new Error(`it did not start, and only this is damaged: ${[...documents].join(', ')}`);
    if (!readFileSync(file).equals(bytes)) throw new Error('a store that was refused was changed');
    return 'refused to start';
  }
  try {
    const port = Number(new URL(relay.url).port);
    const readings = await Promise.all(cast.map(({ seeker, chat }) => readChat(port, seeker, chat)));
    const kinds = readings.map((reading, n) => judge(reading, contents[n] ?? ''));
    const whole = (n: number): boolean => kinds[n] === 'whole';
    const lost = cast.filter(({ chat }, n) => documents !== null && documents.size > 0 && !documents.has(`chat/${chat}`) && !whole(n));
    if (lost.length > 0) throw new Error(`${lost.length} chats were not given, and nothing of them is damaged`);
    const aside = readings.filter((reading) => reading.got === 'closed' && reading.reason === 'damaged').length;
    if (aside > events.filter((event) => event.startsWith('document-damaged')).length) throw new Error('set aside without a name');
    if (kinds.every((kind) => kind === 'whole')) return 'as it was';
    return aside > 0 ? 'documents set aside' : 'rows refused';
  } finally {
    await relay.close();
  }
}

/** Exactly what it was, or an honest refusal; anything else is what must never be. */
function judge(reading: Reading, content: string): 'whole' | 'refused' {
  switch (reading.got) {
    case 'content':
      if (reading.content === content) return 'whole';
      throw new Error(`somebody was sent something else: ${firstDifference(reading.content, content)}`);
    case 'closed':
    case 'not-in':
      return 'refused';
    case 'nothing':
      throw new Error('somebody was left without an answer');
  }
}

function firstDifference(given: string, kept: string): string {
  let at = 0;
  while (at < given.length && given[at] === kept[at]) at += 1;
  return `${given.length} instead of ${kept.length} characters, from ${at}: ${given.slice(at, at + 60)} | ${kept.slice(at, at + 60)}`;
}

async function startOn(folder: string, events: string[]): Promise<Relay | null> {
  const config = readConfig({ SAMOVAR_DATA: folder, SAMOVAR_PORT: '0', ...WINDOW }, folder);
  if (!config.ok) throw new Error('the suite is configured wrongly');
  const note: Log['info'] = (event, facts = {}) => void events.push(`${event} ${JSON.stringify(facts)}`);
  try {
    return await createRelay(config.value, { ...systemPorts(), log: { info: note, warn: note, error: note } });
  } catch (error) {
    if (error instanceof CannotStart) return null;
    throw error;
  }
}
