import type { AccountId } from '../ids.ts';
import type { AccountType, AgeGroup } from '../words.ts';
import type { Actor } from './actor.ts';
import { askedOnce, fromAbove, impartial, needs, notOneself, type Closeness } from './house.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** Somebody whom an act about therapists concerns, as they are at that moment. */
export interface TherapistSubject {
  readonly account: AccountId;
  readonly type: AccountType;
  readonly ageGroup: AgeGroup | null;
  /** The highest rank of the roles they hold; 0 for none. */
  readonly rank: number;
  /** Banned or held. */
  readonly restricted: boolean;
  /** Whether a chat was ever asked for, or held, in the name of this account. */
  readonly hasTalked: boolean;
}

export type TherapistQuestion =
  /** `waiting`: an application is there already, and nobody has decided. */
  | { readonly action: 'therapist.apply'; readonly waiting: boolean; readonly declinedLately: boolean; readonly hasTalked: boolean }
  | ({ readonly action: 'therapist.settle'; readonly grant: boolean; readonly applicant: TherapistSubject } & Closeness)
  /** To give or take a directory entry (F043), or to take the approval itself back. */
  | { readonly action: 'therapist.keep'; readonly act: 'give-entry' | 'take-entry' | 'end'; readonly therapist: Omit<TherapistSubject, 'hasTalked'> };

/** `consented`: the gate's refusal, or null (P3). */
export function decideTherapist(actor: Actor, question: TherapistQuestion, consented: Verdict | null): Verdict {
  switch (question.action) {
    case 'therapist.apply':
      if (actor.type === 'guest') return denied('P51-account-of-its-own', 'become-member');
      if (consented !== null) return consented;
      if (!isOfItsOwn({ ...actor, hasTalked: question.hasTalked })) return denied('P51-account-of-its-own');
      return askedOnce(question);
    case 'therapist.settle': {
      const { applicant, grant } = question;
      const refused =
        needs(actor, 'applications.settle') ?? notOneself(actor, applicant.account) ?? fromAbove(actor, applicant.rank) ?? impartial(question);
      if (refused !== null) return refused;
      // Since they asked, they may have become something else. Declining is always open.
      return grant && !mayBeTherapist(applicant) ? denied('P51-account-of-its-own') : ALLOWED;
    }
    case 'therapist.keep': {
      const { act, therapist } = question;
      const refused = needs(actor, 'applications.settle') ?? notOneself(actor, therapist.account) ?? fromAbove(actor, therapist.rank);
      if (refused !== null) return refused;
      return act === 'give-entry' && (therapist.type !== 'therapist' || therapist.restricted) ? denied('P52-entries-for-therapists') : ALLOWED;
    }
  }
}

/**
 * F037, F046: a therapist's legal name is public, so that nothing said in private may stand under it: an adult member in whose
 * name nobody has talked. A therapist applies again when the name or the licence changes.
 */
const isOfItsOwn = ({ type, ageGroup, hasTalked }: Pick<TherapistSubject, 'type' | 'ageGroup' | 'hasTalked'>): boolean =>
  ageGroup === 'adult' && (type === 'therapist' || (type === 'member' && !hasTalked));

/** Whom an approval may be given to now; whoever runs the relay is held to it, too. */
export const mayBeTherapist = (applicant: TherapistSubject): boolean => !applicant.restricted && isOfItsOwn(applicant);

/**
 * F077: contact details stand in the profiles of those therapists and holders of roles alone whom an operator has excepted, one by
 * one, and for as long as they are one of these.
 */
export const mayShowContactDetails = (who: { readonly type: AccountType; readonly rank: number; readonly entitlements: readonly string[] }): boolean =>
  (who.type === 'therapist' || who.rank > 0) && who.entitlements.includes('contact-details');
