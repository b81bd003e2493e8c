import { expect, test } from 'vitest';
import { NOTE } from '#shared/limits.ts';
import { noteOf } from './testing/notes.ts';
import { hasTag, knownTags, tidyTag, withTag } from './tags.ts';

test.each([
  ['  hard   days ', 'hard days'],
  ['#home', 'home'],
  ['two\nlines', 'two lines'],
  [' # ', ''],
])('%j is kept as %j', (written, kept) => {
  expect(tidyTag(written)).toBe(kept);
});

test('a tag is added once, however it is written, within its bounds', () => {
  expect(withTag(['Home'], 'rain')).toEqual({ tags: ['Home', 'rain'] });
  expect(withTag(['Home'], ' #HOME ')).toEqual({ fault: 'there-already' });
  expect(withTag(['Home'], '  ')).toEqual({ tags: ['Home'] });
  expect(withTag([], 'x'.repeat(NOTE.maxTagLength))).toHaveProperty('tags');
  expect(withTag([], 'x'.repeat(NOTE.maxTagLength + 1))).toEqual({ fault: 'too-long' });
  const full = Array.from({ length: NOTE.maxTags }, (_, index) => `tag ${index}`);
  expect(withTag(full, 'one more')).toEqual({ fault: 'too-many' });
});

test('the tags in use, each once as it was written last, by the alphabet, with how many notes have it', () => {
  const notes = [
    noteOf({ tags: ['rain', 'Ärger'], updatedAtMs: 1 }),
    noteOf({ tags: ['Rain'], updatedAtMs: 2 }),
    noteOf({ tags: ['zoo'] }),
  ];
  expect(knownTags(notes, 'de')).toEqual([
    { tag: 'Ärger', count: 1 },
    { tag: 'Rain', count: 2 },
    { tag: 'zoo', count: 1 },
  ]);
  expect(hasTag({ tags: ['Rain'] }, 'rain')).toBe(true);
});
