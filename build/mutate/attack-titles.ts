import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has to pass fails when something is refused: no single defence is taken out for that. */
const NO_ATTACKS = 'What must still pass';

/** Attacks that two defences stand against, each of which is enough: with either taken out the other still refuses. */
export const LAYERED: ReadonlyMap<string, string> = new Map([
  ['an update cut short at any byte is malformed, and leaves no trace', 'the walk over the bytes finds it, and so does the decoder (G18)'],
  ['empty bytes', 'the walk over the bytes finds them, and so does the decoder (G18)'],
  [
    "C8 another's client id, another's removal and invented ids are seen by nobody",
    'the roster picks none of them (W11), and the gate binds none of them (G3)',
  ],
  ['random bytes', 'the walk over the bytes finds them, and so does the decoder (G18)'],
]);

/** The titles of the tests that ATTACKS.md names for attacks. */
export function attackTitles(root: string): string[] {
  const parts = readFileSync(join(root, 'sync-server/gate/ATTACKS.md'), 'utf8').split(/^## /m).slice(1);
  const rows = parts
    .filter((part) => !part.startsWith(NO_ATTACKS))
    .flatMap((part) => part.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what is tried')));
  return [...new Set(rows.flatMap((row) => (row.slice(2, -2).split(' | ')[2] ?? '').split(' · ')))];
}

/** How the tests of pages begin, which have many titles of the log's as well, and are not the ones that are named. */
const OF_PAGES = 'GATE, Pages';

/** Whether a failing test, by its full name, is the one that is called so. Of a long one in a table Vitest gives the beginning. */
export function isCalled(fullName: string, title: string): boolean {
  if (fullName.startsWith(OF_PAGES)) return false;
  if (fullName === title || fullName.endsWith(` > ${title}`)) return true;
  const name = fullName.split(' > ').at(-1) ?? '';
  return name.endsWith('…') && name.length > 20 && title.startsWith(name.slice(0, -1));
}
