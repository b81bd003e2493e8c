import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COPY } from '#shared/limits.ts';
import { settle } from '../chats/testing/page.ts';
import { all, click, the, type, words } from '../chats/testing/person.ts';
import { ExportSection } from './ExportSection.tsx';
import { leaveScreen, show, world, type World } from './keep.fixture.tsx';
import { LAST_EXPORT } from './keep-rules.ts';

/** Addresses under which a file is held, and the names it was handed over by. */
let held: string[];
let handed: string[];
beforeEach(() => {
  held = [];
  handed = [];
  let made = 0;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function handOver(this: HTMLAnchorElement) {
    handed.push(this.download);
  });
  // jsdom has neither of them.
  URL.createObjectURL = () => held[held.push(`blob:${(made += 1)}`) - 1] ?? '';
  URL.revokeObjectURL = (address) => void (held = held.filter((one) => one !== address));
});
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(URL, 'createObjectURL');
  Reflect.deleteProperty(URL, 'revokeObjectURL');
});

async function save(on: World): Promise<void> {
  await show(<ExportSection />, on, false);
  for (const field of all('textbox')) await type('four unrelated words', field);
  await click(the('button', 'Save a copy'));
  await settle();
}

test('a copy that was handed over counts as saved when the person says that it is there', async () => {
  const on = world();
  await save(on);
  expect(words()).toContain('Your copy with one note is ready');
  expect([handed, held.length, on.settings.has(LAST_EXPORT)]).toEqual([['samovar-2026-11-22.samovar'], 1, false]);
  await click(the('button', 'It is there'));
  await settle();
  expect(on.settings.get(LAST_EXPORT)).toBe(on.nowMs);
  expect(words()).toContain('remembered as your last copy');
});

test('who said no to the browser saves the same file once more; its bytes are held as long as the screen is', async () => {
  const on = world();
  await save(on);
  await click(the('button', 'Save it once more'));
  expect([handed.length, held.length, on.settings.has(LAST_EXPORT)]).toEqual([2, 1, false]);
  leaveScreen();
  expect(held).toEqual([]);
});

test('B4: what would be larger than any reader takes is not made, and said in its own words', async () => {
  const on = world();
  on.exportBytes = null;
  await save(on);
  expect(words()).toContain('more than one copy may hold (512 MB)');
  expect(handed).toEqual([]);
});

test('B4: who comes near it is told while there is still room', async () => {
  const on = world();
  on.exportBytes = COPY.nearlyFullBytes;
  await save(on);
  expect(words()).toContain('nearly as large as one copy may be');
  leaveScreen();
  on.exportBytes = COPY.nearlyFullBytes - 1;
  await save(on);
  expect(words()).not.toContain('nearly as large');
});
