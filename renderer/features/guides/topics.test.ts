import { describe, expect, it } from 'vitest';
import { TOPICS } from '#shared/words.ts';
import { readShelf } from '../../content/library/library.ts';
import { LIBRARY_LANGUAGES } from '../../content/library/schema.ts';

describe.each(LIBRARY_LANGUAGES)('F112, F236: the guides in %s', (language) => {
  it('cover every topic that one may ask to talk about', async () => {
    const covered = new Set((await readShelf('guides', language)).flatMap(({ topics }) => topics));
    expect(TOPICS.filter((topic) => !covered.has(topic))).toEqual([]);
  });

  it('each lead on to a path, a meditation and what people ask, and name where they are from', async () => {
    const answers = await readShelf('answers', language);
    const thin = (await readShelf('guides', language)).filter(
      ({ id, paths, meditations, sources }) =>
        paths.length === 0 || meditations.length === 0 || sources.length < 2 || !answers.some(({ guides }) => guides.includes(id)),
    );
    expect(thin.map(({ id }) => id)).toEqual([]);
  });
});
