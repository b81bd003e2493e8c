import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { Trouble } from '../lib/trouble.ts';
import { growth, PART, timed } from './strings/growth.ts';
import { PATTERNS, READERS, type Reader } from './strings/readers.ts';

const SAMPLE = join(root, '../shared/data/hostile-strings.json');
const MAX_MS = 10;
const WORST_LENGTH = 100_000;
/** Twice the length, twice the time, and a fifth for collections, buffers that move and what a machine that is shared adds. */
const MAX_RATIO = 2.4;

interface Slowest {
  ms: number;
  by: string;
}

/** `npm run fuzz -- strings`: each reader of strangers' words on hostile strings and on 100 kB of worst cases (C10). */
export function fuzzStrings(): void {
  const strings = existsSync(SAMPLE) ? (JSON.parse(readFileSync(SAMPLE, 'utf8')) as string[]) : [];
  if (strings.length === 0) console.log('the sample of hostile strings is not here: worst cases alone');
  const broken: string[] = [];
  const slowest: Slowest = { ms: 0, by: '' };
  let steepest = { ratio: 0, by: '' };
  for (const reader of READERS) {
    for (const [at, text] of strings.entries()) {
      const ms = timed(reading(reader, text), now);
      note(slowest, reader, ms, 'a hostile string');
      if (ms > MAX_MS) broken.push(`${reader.name}, hostile string ${at}: ${ms.toFixed(1)} ms`);
    }
    for (const [pattern, of] of PATTERNS) {
      const [part, whole] = [PART, 1].map((share) => reading(reader, of(WORST_LENGTH), share)) as [() => void, () => void];
      const ms = timed(whole, now);
      note(slowest, reader, ms, `100 kB of ${pattern}`);
      if (ms > MAX_MS) broken.push(`${reader.name}, ${pattern}: ${ms.toFixed(1)} ms`);
      const ratio = growth({ part, whole, wholeMs: ms, most: MAX_RATIO }, now);
      if (ratio > steepest.ratio) steepest = { ratio, by: `${reader.name}, ${pattern}, ${ms.toFixed(2)} ms` };
      if (ratio > MAX_RATIO) broken.push(`${reader.name}, ${pattern}: twice the length takes ${ratio.toFixed(1)} times as long`);
    }
  }
  console.log(`${READERS.length} readers × ${strings.length} hostile strings and ${PATTERNS.length} worst cases of 100 kB, or as much as ever reaches them`);
  console.log(`slowest ${slowest.ms.toFixed(2)} ms (bar ${MAX_MS}): ${slowest.by}`);
  console.log(`steepest: ${steepest.ratio.toFixed(2)} times as long for twice the length (bar 2; fails past ${MAX_RATIO}): ${steepest.by}`);
  if (broken.length > 0) throw new Trouble(broken.join('\n'));
}

function note(slowest: Slowest, reader: Reader, ms: number, what: string): void {
  if (ms > slowest.ms) Object.assign(slowest, { ms, by: `${reader.name}, ${what}` });
}

const now = (): number => performance.now();

/** Reads as much of the text as ever reaches that reader, or a share of it. */
function reading({ reading: begin, maxLength = Infinity }: Reader, text: string, share = 1): () => void {
  return begin(text.slice(0, Math.min(text.length, maxLength) * share));
}
