import { z } from 'zod';
import { RULES } from '../policy/verdict.ts';

/** Why the relay did not take an update. The table of meanings is in PROTOCOL.md, "Refusal codes". */
export const REFUSAL_CODES = [
  'malformed',
  'too-large',
  'too-complex',
  'incomplete',
  'foreign-client',
  'too-many-clients',
  'wrong-place',
  'wrong-kind',
  'not-append',
  'stale',
  'segment-full',
  'schema',
  'forged-author',
  'clock',
  'not-yours',
  'denied',
  'too-fast',
  'storage',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What the sender does next (PROTOCOL, "again"). */
export type Again = 'never' | 'rebase' | 'resync' | 'later';

export const AGAIN: Readonly<Record<RefusalCode, Again>> = {
  malformed: 'never',
  'too-large': 'never',
  'too-complex': 'rebase',
  incomplete: 'resync',
  'foreign-client': 'rebase',
  'too-many-clients': 'never',
  'wrong-place': 'never',
  'wrong-kind': 'never',
  'not-append': 'rebase',
  stale: 'rebase',
  'segment-full': 'rebase',
  schema: 'never',
  'forged-author': 'never',
  clock: 'rebase',
  'not-yours': 'never',
  denied: 'never',
  'too-fast': 'later',
  storage: 'later',
};

/**
 * The reason inside the auth message (W8). What a newer relay says more of it is passed over: a refusal that is not heard leaves
 * its words waiting for ever. Clients of 0.6.0 and older hear nothing of one with a key or a rule that they do not know.
 */
export const refusal = z.object({
  /** Which update of this channel, counted from 1. */
  n: z.int().positive(),
  code: z.enum(REFUSAL_CODES),
  again: z.enum(['never', 'rebase', 'resync', 'later']),
  /** For `denied` and `not-yours`: which rule of the rule book spoke. One that is newer than this reader is none. */
  rule: z.enum(RULES).optional().catch(undefined),
  /**
   * For operators and developers, in English, after the rule of the gate that spoke (`G9: …`); never shown to people and
   * never holding their words.
   */
  detail: z.string().max(200),
  client: z.int().nonnegative().optional(),
  clock: z.int().nonnegative().optional(),
});
export type Refusal = z.infer<typeof refusal>;

/** Parses what came off the wire; null when it is no refusal of ours. */
export function parseRefusal(text: string): Refusal | null {
  try {
    const parsed = refusal.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
