import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Asking for the present: by name, by a date made of nothing, or in SQL. */
const ASKS = [/\bDate\.now\b/, /\bDate\(\s*\)/, /\bnew Date\b(?!\()/, /current_time|unixepoch\(|(?:date|time|julianday)\(\s*'now'|strftime\([^)]*'now'/i];

const asking = (folder: string): string[] =>
  globSync('**/*.{ts,tsx}', { cwd: join(root, folder) })
    .filter((file) => !/\.test\.tsx?$|\.fixture\.ts$|(^|\/)(testing|test-support)\//.test(file))
    .filter((file) => {
      const text = readFileSync(join(root, folder, file), 'utf8');
      return ASKS.some((ask) => ask.test(text));
    });

test.each([
  ['sync-server', ['system.ts']],
  ['renderer', ['host/web-ports.ts']],
  ['shared', []],
])('A6 the wall clock is asked in one place: %s', (folder, files) => {
  expect(asking(folder)).toEqual(files);
});
