import { describe, expect, it } from 'vitest';
import { newId, type AccountId } from '../ids.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ACCOUNT_TYPES, AGE_GROUPS } from '../words.ts';
import type { Actor, Caller } from './actor.ts';
import { decide } from './decide.ts';
import type { PictureQuestion } from './pictures.ts';
import { PLAIN_STANDING } from './standing.ts';

const ME = newId<AccountId>(seededRandom(21));

/** Every caller that differs in a fact that these rules could use. */
const CALLERS: readonly Actor[] = ACCOUNT_TYPES.flatMap((type) =>
  [null, ...AGE_GROUPS].flatMap((ageGroup) =>
    (['missing', 'outdated', 'given'] as const).flatMap((consent) =>
      [false, true].flatMap((banned) =>
        [false, true].map((held) => ({
          account: ME, type, ageGroup, consent, banned, clearedForTeens: false, admin: false, standing: { ...PLAIN_STANDING, held },
        })),
      ),
    ),
  ),
);

const ruleOf = (caller: Caller, question: PictureQuestion): string => {
  const verdict = decide(caller, question);
  return verdict.allowed ? 'allowed' : verdict.rule;
};

describe('F027: one\'s own picture, every cell (D1)', () => {
  it('P62, P63: members, listeners and therapists who have agreed set one, unless the house has just taken one away', () => {
    const ought = ({ banned, standing, type, consent, ageGroup }: Actor, paused: boolean): string => {
      if (banned) return 'P2-not-banned';
      if (standing.held) return 'P40-held';
      if (type === 'guest') return 'P62-guests-show-letters';
      if (consent !== 'given' || ageGroup === null) return 'P3-consent';
      return paused ? 'P63-picture-taken-away' : 'allowed';
    };
    for (const caller of CALLERS) {
      for (const paused of [false, true]) {
        expect([caller, paused, ruleOf(caller, { action: 'picture.set', paused })]).toEqual([caller, paused, ought(caller, paused)]);
      }
    }
    expect(CALLERS.filter((caller) => ruleOf(caller, { action: 'picture.set', paused: false }) === 'allowed')).toHaveLength(6);
  });

  it('takes it away in any case, banned or held; nobody has none to take', () => {
    for (const caller of CALLERS) expect(ruleOf(caller, { action: 'picture.clear' })).toBe('allowed');
    for (const question of [{ action: 'picture.set', paused: false }, { action: 'picture.clear' }] as const) expect(ruleOf(null, question)).toBe('P1-signed-in');
  });

  it('says what would change the answer: becoming a member, or waiting', () => {
    const member = CALLERS.find(({ type, consent, ageGroup, banned, standing }) => type === 'member' && consent === 'given' && ageGroup !== null && !banned && !standing.held)!;
    expect(decide({ ...member, type: 'guest' }, { action: 'picture.set', paused: false })).toMatchObject({ remedy: 'become-member' });
    expect(decide(member, { action: 'picture.set', paused: true })).toMatchObject({ remedy: 'wait' });
  });
});
