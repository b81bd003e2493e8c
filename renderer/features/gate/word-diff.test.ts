import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { agreementsIn } from '../../content/agreements/agreements.ts';
import { earlierText } from '../../content/agreements/history/history.ts';
import { changedSections, diffWords, type Stretch } from './word-diff.ts';

const sideOf = (stretches: readonly Stretch[], without: Stretch['is']): string =>
  stretches.filter(({ is }) => is !== without).map(({ text }) => text).join(' ');

describe('F089: what changed, word by word', () => {
  it.each([
    ['be kind', 'be kind', [['same', 'be kind']]],
    ['be kind', 'be very kind', [['same', 'be'], ['new', 'very'], ['same', 'kind']]],
    ['be very kind', 'be kind', [['same', 'be'], ['gone', 'very'], ['same', 'kind']]],
    ['a cup of tea', 'a pot of tea', [['same', 'a'], ['gone', 'cup'], ['new', 'pot'], ['same', 'of tea']]],
    ['', 'all new', [['new', 'all new']]],
    ['all gone', '', [['gone', 'all gone']]],
    ['', '', []],
  ])('%j and %j', (before, after, expected) => {
    expect(diffWords(before, after).map(({ is, text }) => [is, text])).toEqual(expected);
  });

  it('either side can be read out of it again, whatever the texts', () => {
    const bytes = seededRandom(89);
    const text = (): string => Array.from(bytes.bytes(30), (byte) => 'abcd'[byte % 4]).join(' ');
    for (let n = 0; n < 300; n += 1) {
      const [before, after] = [text(), text()];
      const stretches = diffWords(before, after);
      expect(sideOf(stretches, 'new')).toBe(before);
      expect(sideOf(stretches, 'gone')).toBe(after);
    }
  });

  it.each(['en', 'es'])('an earlier policy and the present one differ where we changed it, in %s', (language) => {
    const before = earlierText(language, 'privacy', '2026-11-22');
    const after = agreementsIn(language).privacy;
    const changed = changedSections(before?.sections ?? [], after.sections);
    expect(changed).toHaveLength(4);
    for (const { heading, stretches } of changed) {
      expect(sideOf(stretches, 'gone').replaceAll(' ¶ ', ' ')).toBe(after.sections.find((each) => each.heading === heading)?.paragraphs.join(' '));
    }
    expect(changedSections(after.sections, after.sections)).toEqual([]);
  });

  it('a section that came, and one that went, are told whole', () => {
    const [kept, gone, came] = ['kept', 'gone', 'came'].map((heading) => ({ heading, paragraphs: [`what ${heading} says`] }));
    const changed = changedSections([kept!, gone!], [kept!, came!]);
    expect(changed).toEqual([
      { heading: 'came', stretches: [{ is: 'new', text: 'what came says' }] },
      { heading: 'gone', stretches: [{ is: 'gone', text: 'what gone says' }] },
    ]);
  });
});
