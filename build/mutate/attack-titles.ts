import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** What has to pass fails when something is refused: no single defence is taken out for that. */
const NO_ATTACKS = 'What must still pass';

/** One test that ATTACKS.md names for an attack: a log's and a page's may have the same title, in files of their own. */
export interface AttackTest {
  /** From the project's folder. */
  readonly file: string;
  readonly title: string;
}

const GATE = 'sync-server/gate';

/** The tests that ATTACKS.md names for attacks, each of them once. */
export function attackTests(root: string): AttackTest[] {
  const parts = readFileSync(join(root, GATE, 'ATTACKS.md'), 'utf8').split(/^## /m).slice(1);
  const rows = parts
    .filter((part) => !part.startsWith(NO_ATTACKS))
    .flatMap((part) => part.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what is tried')));
  const named = rows.flatMap((row) => {
    const [, file = '', titles = ''] = row.slice(2, -2).split(' | ');
    return titles.split(' · ').map((title) => ({ file: posix.join(GATE, file.replaceAll('`', '')), title }));
  });
  return [...new Map(named.map((each) => [nameOf(each), each])).values()];
}

/** As the report says which one it means, and as one is told from another. */
export const nameOf = ({ file, title }: AttackTest): string => `${file} > ${title}`;

/**
 * Whether a failing test, by its file and full name, is the one that is meant. Of a long one in a table Vitest gives the
 * beginning, and each table of attacks is gone through twice, once for each way in.
 */
export function isCalled(failing: string, { file, title }: AttackTest): boolean {
  if (!failing.startsWith(`${file} > `)) return false;
  if (failing.endsWith(` > ${title}`)) return true;
  const name = failing.split(' > ').at(-1) ?? '';
  return name.endsWith('…') && name.length > 20 && title.startsWith(name.slice(0, -1));
}
