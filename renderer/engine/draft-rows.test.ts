import { describe, expect, it } from 'vitest';
import { DRAFT } from '#shared/limits.ts';
import { followTyping, versionsToDrop } from './draft-rows.ts';

describe('earlier wordings', () => {
  const long = 'I wanted to tell you something that I have never told anybody.';
  const follow = (texts: readonly string[]): string[] => {
    const kept: string[] = [];
    let fullest = '';
    for (const text of texts) {
      const followed = followTyping(fullest, text);
      ({ fullest } = followed);
      if (followed.keep !== null) kept.push(followed.keep);
    }
    return kept;
  };

  it('keeps what is emptied, written over, or deleted letter by letter; never the typing itself', () => {
    expect(follow([long, ''])).toEqual([long]);
    expect(follow([long, 'something else entirely, and just as long as the one before it was'])).toEqual([long]);
    expect(follow(Array.from(long, (_, at) => long.slice(0, long.length - at)))).toEqual([long]);
    expect(follow(Array.from(long, (_, at) => long.slice(0, at + 1)))).toEqual([]);
  });

  it('does not keep typos, nor what is typed again in a moment', () => {
    expect(follow([long, long.replace('never', 'nevr'), long])).toEqual([]);
    expect(follow(['hello', ''])).toEqual([]);
  });

  it('drops what is over its time or number, the oldest first', () => {
    const at = (place: string, atMs: number) => ({ id: `${place}@${atMs}`, value: { place, text: 'x', atMs } });
    const nowMs = DRAFT.keepVersionsMs * 2;
    expect(versionsToDrop([at('a', nowMs - DRAFT.keepVersionsMs), at('a', nowMs - 1)], nowMs)).toEqual([`a@${nowMs - DRAFT.keepVersionsMs}`]);
    const many = Array.from({ length: DRAFT.maxVersionsOfPlace + 2 }, (_, n) => at('a', nowMs - n));
    expect(versionsToDrop(many, nowMs)).toHaveLength(2);
    const everywhere = Array.from({ length: DRAFT.maxVersions + 3 }, (_, n) => at(`p${n}`, nowMs - n));
    expect(versionsToDrop(everywhere, nowMs)).toEqual([200, 201, 202].map((n) => `p${n}@${nowMs - n}`));
  });
});
