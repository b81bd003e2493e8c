import { describe, expect, it } from 'vitest';
import { AGREED, answer, CALLERS, FULL, ME, OTHER, QUESTIONS } from '../testing/decide-cells.ts';
import { AGE_GROUPS } from '../words.ts';
import type { Actor } from './actor.ts';
import { decide } from './decide.ts';
import { PLAIN_STANDING } from './standing.ts';

describe('lines that nobody crosses', () => {
  it('an admin may do nothing here that others may not: the admin command is a door of its own', () => {
    const differences = CALLERS.filter((caller) => caller !== null).flatMap((caller) =>
      QUESTIONS.filter((question) => answer({ ...caller, admin: !caller.admin }, question) !== answer(caller, question)),
    );
    expect(differences).toEqual([]);
  });

  it('F085: a clearance opens the teens\' queue to consenting adult listeners, and nothing else to anybody', () => {
    for (const caller of CALLERS) {
      if (caller === null || caller.clearedForTeens) continue;
      for (const question of QUESTIONS) {
        const [before, after] = [answer(caller, question), answer({ ...caller, clearedForTeens: true }, question)];
        if (before === after) continue;
        const ageGroup = question.action === 'queue.read' ? question.ageGroup : 'request' in question && question.request.ageGroup;
        expect([before, caller.type, caller.ageGroup, ageGroup]).toEqual(['P8-age-groups-apart', 'listener', 'adult', 'teen']);
      }
    }
  });

  it('D2, F084: of all seekers and listeners, only cleared adults and teens cross the line', () => {
    const listeners = CALLERS.filter((caller): caller is Actor => caller?.type === 'listener');
    for (const listener of listeners) {
      for (const ageGroup of AGE_GROUPS) {
        const request = { seeker: OTHER, ageGroup, state: 'waiting', blockBetween: false } as const;
        const verdict = decide(listener, { action: 'request.accept', request, openChats: 0 });
        if (!verdict.allowed || listener.ageGroup === ageGroup) continue;
        expect([listener.clearedForTeens, listener.ageGroup, ageGroup]).toEqual([true, 'adult', 'teen']);
      }
    }
  });
});

describe('what would change the answer', () => {
  const adult: Actor = {
    account: ME, type: 'listener', ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: AGREED,
  };
  const request = { seeker: OTHER, ageGroup: 'adult', state: 'waiting', blockBetween: false } as const;
  it.each([
    ['P1: signing in', null, { action: 'queue.read', ageGroup: 'adult' }, 'sign-in'],
    ['P2: saying one\'s side', { ...adult, banned: true }, { action: 'queue.read', ageGroup: 'adult' }, 'appeal'],
    ['P3: answering the gate', { ...adult, consent: 'outdated' }, { action: 'queue.read', ageGroup: 'adult' }, 'consent'],
    ['P24: agreeing', { ...adult, standing: PLAIN_STANDING }, { action: 'request.accept', request, openChats: 0 }, 'agree'],
    ['P18: ending a chat', adult, { action: 'request.accept', request, openChats: FULL }, 'end-a-chat'],
    ['P6: leaving the queue', { ...adult, type: 'member' }, { action: 'request.create', waiting: 1 }, 'withdraw-first'],
    ['P10: nothing', adult, { action: 'request.accept', request: { ...request, blockBetween: true }, openChats: 0 }, 'none'],
  ] as const)('%s', (_, caller, question, remedy) => {
    expect(decide(caller, question)).toMatchObject({ allowed: false, remedy });
  });
});
