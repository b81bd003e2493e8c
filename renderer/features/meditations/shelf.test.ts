import { describe, expect, it } from 'vitest';
import { readShelf } from '../../content/library/library.ts';
import { finishedSchema, lastHeard, newestFirst } from './finished.ts';
import { listed, topicsHere } from './shelf.ts';

const all = await readShelf('meditations', 'en');

describe('the list of meditations (F113)', () => {
  it('has every one, the shortest first', () => {
    const shown = listed(all, null, 'en');
    expect(shown).toHaveLength(all.length);
    expect(shown[0]?.id).toBe('two-minutes');
    expect(shown.map(({ seconds }) => seconds)).toEqual(shown.map(({ seconds }) => seconds).toSorted((one, other) => one - other));
  });

  it('leaves only those of a topic, and offers no topic that leads nowhere', () => {
    expect(listed(all, 'grief', 'en').map(({ id }) => id)).toEqual(['sitting-with-sadness']);
    for (const topic of topicsHere(all)) expect(listed(all, topic, 'en').length).toBeGreaterThan(0);
  });
});

describe('what was heard', () => {
  const kept = [
    { id: 'a', value: { meditation: 'walking', finishedAtMs: 5 } },
    { id: 'b', value: { meditation: 'walking', finishedAtMs: 9 } },
    { id: 'c', value: { meditation: 'arriving', finishedAtMs: 7 } },
  ];

  it('has a date for each, newest first, and nothing is counted', () => {
    expect(Object.fromEntries(lastHeard(kept))).toEqual({ walking: 9, arriving: 7 });
    expect(newestFirst(kept).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('holds no more than which and when', () => {
    expect(finishedSchema.safeParse({ meditation: 'walking', finishedAtMs: 5, mood: 3 }).success).toBe(false);
  });
});
