import { expect, test } from 'vitest';
import { asPlainText, exportChoice, exportName, isOwnJournal } from './export.ts';
import { noteOf } from './testing/notes.ts';

const words = {
  untitled: 'Untitled',
  when: (atMs: number) => `at ${atMs}`,
  tags: (tags: readonly string[]) => `Tags: ${tags.join(', ')}`,
};
const person = { to: 'person', name: 'quietOlive' } as const;
const own = noteOf({ id: 'own', title: 'A day', body: 'Rain.\n[ ] Walk\n', tags: ['rain'], createdAtMs: 2 });
const about = noteOf({ id: 'about', title: 'Of somebody', body: 'Told to me.', about: [person], createdAtMs: 1 });
const early = noteOf({ id: 'early', body: 'First.', createdAtMs: 1 });

test('F095: a note about somebody is never part of a readable file, also when it was handed over to it', () => {
  expect(isOwnJournal(about)).toBe(false);
  expect(asPlainText([own, about], words)).not.toMatch(/Of somebody|Told to me|quietOlive/);
  expect(exportChoice([own, about], null)).toEqual({ own: [own], aboutOthers: 1 });
});

test('what lies in the bin stays there', () => {
  expect(asPlainText([noteOf({ body: 'Put away.', deletedAtMs: 5 })], words)).toBe('\n');
});

test('a file that anything can read: oldest first, with dates and tags, the marks as they were typed', () => {
  expect(asPlainText([own, early], words)).toBe(
    `Untitled\nat 1\n\nFirst.\n\n${'-'.repeat(60)}\n\nA day\nat 2\nTags: rain\n\nRain.\n[ ] Walk\n`,
  );
});

test('only those of a tag, and a name that tells nothing of them', () => {
  expect(exportChoice([own, early], 'Rain').own).toEqual([own]);
  expect(exportName(new Date(2026, 10, 22, 9).getTime())).toBe('samovar-2026-11-22.txt');
});
