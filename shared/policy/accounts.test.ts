import { describe, expect, it } from 'vitest';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import { PLAIN_STANDING } from './standing.ts';

const actor = (more: Partial<Actor>): Actor => ({
  account: '0'.repeat(20) as Actor['account'], type: 'member', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false,
  admin: false, standing: PLAIN_STANDING, ...more,
});
const allowed = (more: Partial<Actor>, action: 'name.change' | 'keys.change' | 'account.export' | 'account.erase') =>
  decide(actor(more), { action });

describe('one\'s own account', () => {
  it('P60 F092: guests keep the name that was drawn, everybody else may change theirs', () => {
    expect(allowed({ type: 'guest' }, 'name.change')).toEqual({ allowed: false, rule: 'P60-guests-keep-names', remedy: 'become-member' });
    for (const type of ['member', 'listener', 'therapist'] as const) expect(allowed({ type }, 'name.change').allowed).toBe(true);
  });

  it('P61: password, code and erasing are for who has a password; an export is for everybody', () => {
    for (const action of ['keys.change', 'account.erase'] as const) {
      expect(allowed({ type: 'guest' }, action)).toMatchObject({ rule: 'P61-needs-password', remedy: 'become-member' });
      expect(allowed({}, action).allowed).toBe(true);
    }
    expect(allowed({ type: 'guest' }, 'account.export').allowed).toBe(true);
  });

  it('P2: a banned account keeps its keys, its copy and its end, and its name', () => {
    for (const action of ['keys.change', 'account.export', 'account.erase'] as const) {
      expect(allowed({ banned: true }, action).allowed).toBe(true);
    }
    expect(allowed({ banned: true }, 'name.change')).toMatchObject({ rule: 'P2-not-banned' });
  });

  it('needs no consent: nobody is met by it', () => {
    expect(allowed({ consent: 'missing', ageGroup: null }, 'account.erase').allowed).toBe(true);
  });

  it('P1: nobody has none', () => {
    expect(decide(null, { action: 'account.erase' })).toMatchObject({ rule: 'P1-signed-in' });
  });
});
