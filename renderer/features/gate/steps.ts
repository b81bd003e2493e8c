import type { ConsentAnswer } from '#shared/api/schemas.ts';
import { AGREEMENTS, type ConsentState } from '#shared/people/consent.ts';
import { unreachable } from '#shared/result.ts';
import type { AgeGroup } from '#shared/words.ts';

/** The questions of the gate (F079–F083, F087, F090), and the two kind pages beside them. */
export type GateStep = 'age' | 'too-young' | 'certify' | 'declined' | 'agree';

/** The agreements that are ticked one by one. */
export type Ticked = 'member' | 'privacy';

export interface GateState {
  readonly step: GateStep;
  /** The steps this person is asked, in order: an age group that is known is not asked again (F082). */
  readonly asked: readonly ('age' | 'certify' | 'agree')[];
  readonly ageGroup: AgeGroup | null;
  /** True when the age group was told before and cannot be changed here. */
  readonly ageKnown: boolean;
  readonly parentalConsent: boolean;
  readonly certified: boolean;
  readonly agreed: Readonly<Record<Ticked, boolean>>;
}

export type GateEvent =
  | { readonly what: 'age'; readonly ageGroup: AgeGroup }
  | { readonly what: 'parental'; readonly given: boolean }
  | { readonly what: 'younger' }
  | { readonly what: 'forward' }
  | { readonly what: 'certified' }
  | { readonly what: 'declined' }
  | { readonly what: 'agreed'; readonly text: Ticked; readonly given: boolean }
  | { readonly what: 'back' };

/** Where the gate begins for somebody whose account says this much already. */
export function begin(known: { readonly ageGroup: AgeGroup | null; readonly consent: ConsentState }): GateState {
  // An outdated consent of a teenager was given with a parent's; only the texts are new then.
  const parentalConsent = known.ageGroup === 'teen' && known.consent === 'outdated';
  const settled = known.ageGroup === 'adult' || parentalConsent;
  return {
    step: settled ? 'certify' : 'age',
    asked: settled ? ['certify', 'agree'] : ['age', 'certify', 'agree'],
    ageGroup: known.ageGroup,
    ageKnown: known.ageGroup !== null,
    parentalConsent,
    certified: false,
    agreed: { member: false, privacy: false },
  };
}

/** The age question is answered: a group, and between 13 and 17 a parent's consent too (F081). */
export const ageAnswered = (state: GateState): boolean =>
  state.ageGroup === 'adult' || (state.ageGroup === 'teen' && state.parentalConsent);

export function next(state: GateState, event: GateEvent): GateState {
  switch (event.what) {
    case 'age':
      return state.ageKnown ? state : { ...state, ageGroup: event.ageGroup, parentalConsent: false };
    case 'parental':
      return { ...state, parentalConsent: event.given };
    case 'younger':
      return state.ageKnown ? state : { ...state, step: 'too-young', ageGroup: null, parentalConsent: false };
    case 'forward':
      return state.step === 'age' && ageAnswered(state) ? { ...state, step: 'certify' } : state;
    case 'certified':
      return state.step === 'certify' ? { ...state, step: 'agree', certified: true } : state;
    case 'declined':
      return state.step === 'certify' ? { ...state, step: 'declined', certified: false } : state;
    case 'agreed':
      return { ...state, agreed: { ...state.agreed, [event.text]: event.given } };
    case 'back':
      return { ...state, step: before(state), certified: false };
    default:
      return unreachable(event);
  }
}

function before(state: GateState): GateStep {
  switch (state.step) {
    case 'age':
    case 'too-young':
      return 'age';
    case 'certify':
      return state.asked.includes('age') ? 'age' : 'certify';
    case 'declined':
    case 'agree':
      return 'certify';
    default:
      return unreachable(state.step);
  }
}

/** What goes to the relay; null until every question has its answer. */
export function answerOf(state: GateState): ConsentAnswer | null {
  const { ageGroup, certified, agreed } = state;
  if (ageGroup === null || !ageAnswered(state) || !certified || !agreed.member || !agreed.privacy) return null;
  return {
    ageGroup,
    parentalConsent: ageGroup === 'teen',
    certified: true,
    versions: {
      member: AGREEMENTS.member.version,
      privacy: AGREEMENTS.privacy.version,
      certification: AGREEMENTS.certification.version,
    },
  };
}
