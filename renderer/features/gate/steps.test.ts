import { describe, expect, it } from 'vitest';
import { consent } from '#shared/api/schemas.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { answerOf, begin, next, type GateEvent, type GateState } from './steps.ts';

const fresh = begin({ ageGroup: null, consent: 'missing' });
const after = (state: GateState, ...events: GateEvent[]): GateState => events.reduce(next, state);
const adult: GateEvent = { what: 'age', ageGroup: 'adult' };
const teen: GateEvent = { what: 'age', ageGroup: 'teen' };
const forward: GateEvent = { what: 'forward' };
const bothTexts: GateEvent[] = [
  { what: 'agreed', text: 'member', given: true },
  { what: 'agreed', text: 'privacy', given: true },
];

describe('the gate, step by step', () => {
  it('P3 F079: gives an answer only when everything was answered', () => {
    const steps: GateEvent[] = [adult, forward, { what: 'certified' }, ...bothTexts];
    let state = fresh;
    for (const event of steps) {
      expect(answerOf(state)).toBeNull();
      state = next(state, event);
    }
    const answer = answerOf(state);
    expect(consent.safeParse(answer).success).toBe(true);
    expect(answer).toMatchObject({ ageGroup: 'adult', parentalConsent: false, certified: true });
    expect(answer?.versions.member).toBe(AGREEMENTS.member.version);
  });

  it('F081: between 13 and 17 nothing goes on without a parent’s consent', () => {
    expect(after(fresh, teen, forward).step).toBe('age');
    const consented = after(fresh, teen, { what: 'parental', given: true }, forward);
    expect(consented.step).toBe('certify');
    expect(answerOf(after(consented, { what: 'certified' }, ...bothTexts))?.parentalConsent).toBe(true);
  });

  it('F081: a parent’s consent does not outlive a change of the age group', () => {
    expect(after(fresh, teen, { what: 'parental', given: true }, adult, teen, forward).step).toBe('age');
  });

  it('F081: below 13 there is a page and no way on', () => {
    const young = after(fresh, adult, { what: 'younger' });
    expect(young.step).toBe('too-young');
    expect(after(young, forward).step).toBe('too-young');
    expect(answerOf(after(young, ...bothTexts))).toBeNull();
    expect(after(young, { what: 'back' }).ageGroup).toBeNull();
  });

  it('F080: declining leads to help, and back only by one’s own word', () => {
    const declined = after(fresh, adult, forward, { what: 'declined' });
    expect(declined.step).toBe('declined');
    expect(answerOf(after(declined, ...bothTexts))).toBeNull();
    expect(after(declined, { what: 'certified' }).step).toBe('declined');
    expect(after(declined, { what: 'back' }).step).toBe('certify');
  });

  it('F080: going back takes the certification back', () => {
    const agreed = after(fresh, adult, forward, { what: 'certified' }, ...bothTexts);
    expect(answerOf(after(agreed, { what: 'back' }))).toBeNull();
  });

  it('F082: does not ask an age group that it knows', () => {
    const outdated = begin({ ageGroup: 'adult', consent: 'outdated' });
    expect(outdated.asked).toEqual(['certify', 'agree']);
    expect(after(outdated, teen).ageGroup).toBe('adult');
    expect(after(outdated, { what: 'back' }).step).toBe('certify');
    expect(begin({ ageGroup: 'teen', consent: 'outdated' }).step).toBe('certify');
  });

  it('F081: asks a known teenager for a parent’s consent when none was given', () => {
    const known = begin({ ageGroup: 'teen', consent: 'missing' });
    expect(known.step).toBe('age');
    expect(after(known, { what: 'younger' }).step).toBe('age');
    expect(after(known, forward).step).toBe('age');
    expect(after(known, { what: 'parental', given: true }, forward).step).toBe('certify');
  });
});
