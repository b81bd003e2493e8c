import { describe, expect, it } from 'vitest';
import type { ListenerCard, ListenerQuery } from '#shared/people/profile.ts';
import { ok, type Result } from '#shared/result.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { filterKept } from './filter-kept.ts';
import { createDirectory } from './look-up.ts';
import { changeOf, formOf, toggled } from './profile-form.ts';
import { EMPTY_PROFILE } from '#shared/people/profile.ts';

const presence = { status: 'online', personalRequests: true, noChats: false, onBreak: null } as const;
const card = (name: string, more: Partial<ListenerCard> = {}): ListenerCard => ({
  name, topics: [], languages: [], over35: false, hears: ['adult'], presence, ...more,
});

function scene() {
  const asked: ListenerQuery[] = [];
  const answers: ((page: Result<{ cards: readonly ListenerCard[]; next: string | null }, CommandFailure>) => void)[] = [];
  const directory = createDirectory<ListenerQuery, ListenerCard>((query) => {
    asked.push(query);
    return new Promise((resolve) => answers.push(resolve));
  });
  const answer = async (names: readonly string[], next: string | null = null): Promise<void> => {
    answers.shift()?.(ok({ cards: names.map((name) => card(name)), next }));
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const shown = (): string[] => directory.getSnapshot().cards.map(({ name }) => name);
  return { asked, answer, directory, shown };
}

describe('asking the directory', () => {
  it('one question at a time: of what is typed meanwhile only the newest is asked', async () => {
    const { asked, answer, directory, shown } = scene();
    for (const text of ['a', 'an', 'ann', 'anna']) directory.ask({ text });
    expect(asked).toEqual([{ text: 'a' }]);
    await answer(['stale']);
    expect([asked, shown()]).toEqual([[{ text: 'a' }, { text: 'anna' }], []]);
    await answer(['Anna']);
    expect([shown(), directory.getSnapshot().query]).toEqual([['Anna'], { text: 'anna' }]);
  });

  it('shows more below, and nobody twice who moved meanwhile', async () => {
    const { asked, answer, directory, shown } = scene();
    directory.ask({});
    await answer(['a', 'b'], 'p:1');
    directory.more();
    expect(asked[1]).toEqual({ after: 'p:1' });
    await answer(['b', 'c']);
    expect([shown(), directory.getSnapshot().next]).toEqual([['a', 'b', 'c'], null]);
    directory.more();
    expect(asked).toHaveLength(2);
  });
});

describe('the same conditions over what is kept', () => {
  const kept = [
    { value: card('Anna', { topics: ['grief'], languages: ['es'] }), seenAtMs: 2 },
    { value: card('Ben', { over35: true, hears: ['teen'], presence: { ...presence, status: 'busy' } }), seenAtMs: 1 },
  ];
  it.each([
    [{}, ['Anna', 'Ben']], [{ topic: 'grief' }, ['Anna']], [{ language: 'es' }, ['Anna']], [{ over35: 'yes' }, ['Ben']], [{ hears: 'teen' }, ['Ben']],
    [{ status: 'busy' }, ['Ben']], [{ text: '@BE' }, ['Ben']], [{ text: 'en' }, []], [{ topic: 'grief', status: 'busy' }, []],
  ] as const)('%j', (query, names) => {
    expect(filterKept(kept, query).map(({ value }) => value.name)).toEqual(names);
  });
});

describe('the form of a profile', () => {
  it('sends what differs and nothing else', () => {
    const form = formOf(EMPTY_PROFILE);
    expect(changeOf(form, EMPTY_PROFILE, true)).toBeNull();
    expect(changeOf({ ...form, bio: 'x', over35: true }, EMPTY_PROFILE, false)).toEqual({ bio: 'x' });
    expect(changeOf({ ...form, topics: ['grief'], over35: true }, EMPTY_PROFILE, true)).toEqual({ topics: ['grief'], over35: true });
  });

  it('takes one more up to the bound, in the order of the list', () => {
    expect(toggled(['a', 'b', 'c'], ['c'], 'a', 2)).toEqual(['a', 'c']);
    expect(toggled(['a', 'b', 'c'], ['a', 'c'], 'b', 2)).toEqual(['a', 'c']);
    expect(toggled(['a', 'b', 'c'], ['a', 'c'], 'a', 2)).toEqual(['c']);
  });
});
