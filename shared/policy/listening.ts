import type { Actor } from './actor.ts';
import { ALLOWED, denied, type Verdict } from './verdict.ts';

/** What is asked about being a listener, beyond the queue. */
export type ListeningQuestion = { readonly action: 'listener.agree' };

/** P7: the listener agreement is for listeners. */
export const decideListening = (actor: Actor): Verdict =>
  actor.type === 'listener' ? ALLOWED : denied('P7-listeners-take');

/** P24 (F088, F089): who takes requests has agreed to the listener agreement in its present version. Null: nothing stands against it. */
export const listenerAgreed = ({ standing }: Actor): Verdict | null =>
  standing.listenerConsent === 'given' ? null : denied('P24-listener-agreement', 'agree');
