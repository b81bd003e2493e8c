import type { AccountType } from '../words.ts';
import type { Actor } from './actor.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** What is asked about being a listener, beyond the queue. */
export type ListeningQuestion = { readonly action: 'listener.agree' };

/** P7: the listener agreement is for listeners. */
export const decideListening = (actor: Actor): Verdict =>
  actor.type === 'listener' ? ALLOWED : denied('P7-listeners-take');

/** F163: whom guests and members talk to, each of them: listeners, and therapists (F043). */
export const hearsOthers = (type: AccountType): boolean => type === 'listener' || type === 'therapist';

/**
 * P24 (F088, F089): a listener who takes requests has agreed to the listener agreement in its present version; a therapist is bound by
 * the licence. Null: nothing stands against it.
 */
export const listenerAgreed = ({ type, standing }: Actor): Verdict | null =>
  type === 'therapist' || standing.listenerConsent === 'given' ? null : denied('P24-listener-agreement', 'agree');
