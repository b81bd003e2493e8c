import { describe, expect, test } from 'vitest';
import type { Profile } from '../../vault/types.ts';
import en from '../../i18n/en/account.json' with { type: 'json' };
import es from '../../i18n/es/account.json' with { type: 'json' };
import { placesOf, SIGNS } from './place-signs.ts';

const profile = (id: string, createdAtMs = 0): Profile => ({ id, createdAtMs, openedAtMs: 0, protection: 'device', recovery: false });
const signs = (...ids: string[]) => new Map(placesOf(ids.map((id) => profile(id))).map((place) => [place.profile.id, place.sign]));

describe('F038: the signs of places', () => {
  test('no two are alike, in whatever order they are listed, for as long as there are signs', () => {
    const ids = Array.from({ length: SIGNS }, (_, index) => `place${index}`);
    const given = signs(...ids);
    expect(new Set(given.values()).size).toBe(SIGNS);
    expect(signs(...ids.toReversed())).toEqual(given);
  });

  test('more places than signs is no endless search', () => {
    expect(signs(...Array.from({ length: SIGNS + 3 }, (_, index) => `p${index}`)).size).toBe(SIGNS + 3);
  });

  test('a newer place leaves the older ones their signs', () => {
    const before = placesOf([profile('one', 1), profile('two', 2)]);
    const after = placesOf([profile('three', 3), profile('two', 2), profile('one', 1)]);
    expect(after.slice(0, 2)).toEqual(before);
  });

  test.each([['en', en.signs], ['es', es.signs]])('every sign has a name of its own in %s', (_locale, names) => {
    expect(Object.keys(names)).toHaveLength(SIGNS);
    expect(new Set(Object.values(names)).size).toBe(SIGNS);
  });
});
