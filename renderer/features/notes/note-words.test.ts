import { describe, expect, it } from 'vitest';
import type { Note } from '../../vault/types.ts';
import { isUntouched, noteName, noteSnippet } from './note-words.ts';
import { noteOf } from './testing/notes.ts';

const note = (more: Partial<Note>): Note => noteOf({ createdAtMs: 1, updatedAtMs: 1, ...more });

describe('noteName and noteSnippet', () => {
  it('calls a note by its title, else by its first words, else not at all', () => {
    expect(noteName(note({ title: ' Day ', body: 'x' }))).toBe('Day');
    expect(noteName(note({ body: '\n\n  first\nsecond' }))).toBe('first');
    expect(noteName(note({ body: ' \n ' }))).toBeNull();
  });

  it('never says the same words twice', () => {
    expect(noteSnippet(note({ title: 'Day', body: 'first\nsecond' }))).toBe('first second');
    expect(noteSnippet(note({ body: 'first\nsecond' }))).toBe('second');
  });

  it('says the words, not the marks of the editor', () => {
    expect(noteName(note({ body: '# Morning\n- [x] tea' }))).toBe('Morning');
    expect(noteSnippet(note({ title: 'Day', body: '# Morning\n- [x] **tea**\n> it will pass' }))).toBe('Morning tea it will pass');
  });

  it('cuts between letters as people see them', () => {
    const family = '👩‍👩‍👧';
    const name = noteName(note({ title: family.repeat(200) })) ?? '';
    expect(name.endsWith('…')).toBe(true);
    expect(name.slice(0, -1).split(family).join('').replace(/^\p{Emoji}.*$/u, '')).toBe('');
  });
});

describe('isUntouched', () => {
  it.each([
    ['never written in', {}, true],
    ['a title', { title: 'a' }, false],
    ['a word', { body: 'a' }, false],
    ['written and emptied again', { updatedAtMs: 2 }, false],
    ['pinned', { pinned: true }, false],
    ['a tag', { tags: ['rain'] }, false],
    ['about somebody', { about: [{ to: 'person', name: 'quietOlive' }] }, false],
  ] as const)('%s', (_title, more, expected) => {
    expect(isUntouched(note(more))).toBe(expected);
  });
});
