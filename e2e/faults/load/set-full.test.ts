import { describe, expect, it } from 'vitest';
import type { AccountId, ChatId, EntryId } from '#shared/ids.ts';
import type { Word } from './copy.ts';
import { compare, mustBeWhole, type Page } from './set-full.ts';

/** A letter is a word's id, and the same letter doubled what it says. */
const words = (letters: string): Word[] => letters.split('').map((letter) => ({ id: letter as EntryId, text: letter.repeat(2) }));
const page = (author: string, said: string, acked: string): Page => ({
  chat: 'chat' as ChatId,
  author: author as AccountId,
  said: words(said),
  acked: new Set(words(acked).map(({ id }) => id)),
});
const LEDGER = [page('vera', 'abc', 'ab'), page('ilya', 'xyz', 'xyz')];
const WHOLE = { acked: 5, lost: 0, duplicated: 0, disordered: 0, unknown: 0, altered: 0 };

describe('the set-full checker (A1)', () => {
  it.each([
    ['all acknowledged words are there, woven', 'axbyz', { ...WHOLE, kept: 5 }],
    ['a word that was not acknowledged may be there', 'abcxyz', { ...WHOLE, kept: 6 }],
    ['an acknowledged word is missing', 'axyz', { ...WHOLE, kept: 4, lost: 1 }],
    ['a word is there twice', 'abaxyz', { ...WHOLE, kept: 5, duplicated: 1 }],
    ['a word stands before an earlier one of its author', 'baxyz', { ...WHOLE, kept: 5, disordered: 1 }],
    ['a word is there that nobody said', 'abxyzq', { ...WHOLE, kept: 6, unknown: 1 }],
    ['nothing is there', '', { ...WHOLE, kept: 0, lost: 5 }],
  ])('%s', (_, found, expected) => {
    expect(compare(words(found), LEDGER, LEDGER)).toEqual(expected);
  });

  it('knows words that were said after the moment that it looks at', () => {
    const known = [page('vera', 'abcd', 'abcd'), page('ilya', 'xyz', 'xyz')];
    expect(compare(words('abcdxyz'), LEDGER, known)).toEqual({ ...WHOLE, kept: 7 });
  });

  it('sees that a word stands there in other words than it was said in, acknowledged or not', () => {
    const found = words('abcxyz').map((word) => ('bc'.includes(word.id) ? { ...word, text: 'something else' } : word));
    expect(compare(found, LEDGER, LEDGER)).toEqual({ ...WHOLE, kept: 6, altered: 2 });
    expect(() => mustBeWhole({ ...WHOLE, chats: 1, kept: 6, altered: 2 })).toThrow('2 in other words');
  });

  it('does not take it for a proof when nothing was acknowledged', () => {
    const empty = compare(words('c'), [page('vera', 'abc', '')], LEDGER);
    expect(empty).toEqual({ ...WHOLE, acked: 0, kept: 1 });
    expect(() => mustBeWhole({ ...empty, chats: 1 })).toThrow('0 acknowledged');
  });

  it('throws its line when a promise was broken', () => {
    expect(mustBeWhole({ ...WHOLE, chats: 1, kept: 5 })).toContain('0 lost');
    expect(() => mustBeWhole({ ...WHOLE, chats: 1, kept: 5, lost: 1 })).toThrow('1 lost');
  });
});
