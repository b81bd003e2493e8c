import { z } from 'zod';
import { ALLOWED, REMEDIES, RULES } from '../policy/verdict.ts';

/** A verdict of the rule book as the relay tells it, where the app has not all the facts to ask by itself. */
export const verdict = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), rule: z.enum(RULES), remedy: z.enum(REMEDIES) }),
]);

/** The same of a button that a relay of before says nothing of: it is shown, and that relay refuses by itself. */
export const verdictOrShown = verdict.default(ALLOWED);
