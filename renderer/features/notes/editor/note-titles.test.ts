import { describe, expect, it } from 'vitest';
import type { Note } from '../../../vault/types.ts';
import { createTitles } from './note-titles.ts';

const note = (id: string, title: string, updatedAtMs = 1): Note => ({
  id, title, body: '', pinned: false, tags: [], about: [], createdAtMs: 1, updatedAtMs, deletedAtMs: null,
});

describe('the titles that a note can lead to', () => {
  const titles = createTitles(
    [note('a', 'Café days'), note('b', 'A day by the sea', 5), note('c', 'a DAY by the sea', 2), note('d', 'x [1]'), note('me', 'Me'), note('e', '')],
    'me',
  );

  it('are found with case and accents aside, the newest of several', () => {
    expect(titles.find('cafe DAYS ')).toBe('a');
    expect(titles.find('A day by the sea')).toBe('b');
    expect(titles.find('Nowhere')).toBeNull();
  });

  it('are offered by any words of them, those that begin so first; neither the open note nor what cannot be written', () => {
    expect(titles.holding('da')).toEqual(['A day by the sea', 'Café days']);
    expect(titles.holding('a')).toEqual(['A day by the sea', 'Café days']);
    expect(titles.holding('')).toHaveLength(2);
    expect(titles.find('Me')).toBeNull();
  });
});
