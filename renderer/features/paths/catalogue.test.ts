import { describe, expect, it } from 'vitest';
import type { Me } from '#shared/api/schemas.ts';
import { TOPICS } from '#shared/words.ts';
import { readShelf } from '../../content/library/library.ts';
import type { Identity } from '../../engine/types.ts';
import { actorOf } from '../../engine/types.ts';
import { meOf } from '../chats/testing/people.ts';
import { audienceOf, catalogueFor, mayWalk, minutesOf, topicsOf } from './catalogue.ts';

const as = (type: string): Identity => ({ at: 'account', me: { type }, actor: {} }) as unknown as Identity;

describe('the catalogue of paths', () => {
  it('F107: listeners have their own; members, guests and whoever has no account yet have the members\'', () => {
    expect([audienceOf(as('listener')), audienceOf(as('member')), audienceOf(as('guest')), audienceOf({ at: 'local' })]).toEqual([
      'listener', 'member', 'member', 'member',
    ]);
  });

  it('F107: the two share no path, and both have some', async () => {
    const paths = await readShelf('paths', 'en');
    const ids = (audience: 'member' | 'listener') => {
      const { first, others } = catalogueFor(paths, audience, [], null, 'en');
      expect(first).toEqual([]);
      return others.map(({ id }) => id);
    };
    const [members, listeners] = [ids('member'), ids('listener')];
    expect(members.length).toBeGreaterThanOrEqual(12);
    expect(listeners).toHaveLength(3);
    expect([...members, ...listeners].toSorted()).toEqual(paths.map(({ id }) => id).toSorted());
  });

  it('F108: what brought somebody here comes first, in their order, so two issues give two sequences', async () => {
    const paths = await readShelf('paths', 'en');
    const sequence = (...brought: ('sleep' | 'grief')[]) => {
      const { first, others } = catalogueFor(paths, 'member', brought, null, 'en');
      return [...first, ...others].map(({ id }) => id);
    };
    expect(sequence('sleep')[0]).toBe('toward-sleep');
    expect(sequence('grief')[0]).toBe('carrying-a-loss');
    expect(sequence('grief', 'sleep').slice(0, 2)).toEqual(['carrying-a-loss', 'toward-sleep']);
    expect(sequence('sleep', 'grief').slice(0, 2)).toEqual(['toward-sleep', 'carrying-a-loss']);
    expect(sequence('sleep').toSorted()).toEqual(sequence().toSorted());
  });

  it('F109: a path that must be opened is listed, last, and never pushed to the front', async () => {
    const { first, others } = catalogueFor(await readShelf('paths', 'en'), 'member', ['self-worth', 'life-change'], null, 'en');
    expect(first.map(({ id }) => id)).not.toContain('a-season-of-your-own');
    expect(others.at(-1)?.id).toBe('a-season-of-your-own');
  });

  it('F109, P23: a premium path is walked with the entitlement alone; all others by everybody, without an account too', () => {
    const account = (more: Partial<Me>): Identity => ({ at: 'account', me: meOf('ann', more), actor: actorOf(meOf('ann', more)) });
    const rule = (identity: Identity, premium: boolean) => {
      const verdict = mayWalk({ premium }, identity);
      return verdict.allowed ? 'open' : verdict.rule;
    };
    expect([{ at: 'local' } as const, account({}), account({ banned: true })].map((who) => rule(who, false))).toEqual(['open', 'open', 'open']);
    expect(rule({ at: 'local' }, true)).toBe('P1-signed-in');
    expect(rule(account({}), true)).toBe('P23-granted-paths');
    expect(rule(account({ entitlements: ['something-newer'] }), true)).toBe('P23-granted-paths');
    expect(rule(account({ entitlements: ['premium-paths'] }), true)).toBe('open');
    expect(rule(account({ entitlements: ['premium-paths'], banned: true }), true)).toBe('open');
  });

  it('leaves only a topic\'s, and every topic of the queue leads somewhere', async () => {
    const paths = await readShelf('paths', 'es');
    for (const topic of TOPICS) {
      const { first, others } = catalogueFor(paths, 'member', [topic], topic, 'es');
      const found = [...first, ...others].map((path) => path.topics.includes(topic));
      expect([topic, found.length > 0, found.includes(false)]).toEqual([topic, true, false]);
    }
    expect([...new Set(topicsOf(paths, 'member'))].toSorted()).toEqual([...TOPICS].toSorted());
    expect(minutesOf(paths.find(({ id }) => id === 'toward-sleep') ?? paths[0]!)).toBeGreaterThan(30);
  });
});
