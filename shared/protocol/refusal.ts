import { z } from 'zod';
import { WIRE } from '../limits.ts';
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

/** A code that only a newer relay has, as this reader takes it. No relay sends it. */
export const NOT_KNOWN = 'not-known';
export type HeardCode = RefusalCode | typeof NOT_KNOWN;

/** A code is a word of this list, or of a later one. */
const MAX_CODE_LENGTH = 64;
const isCode = (code: string): code is RefusalCode => (REFUSAL_CODES as readonly string[]).includes(code);

/**
 * The reason inside the auth message (W8). What a newer relay says otherwise is passed over: a refusal that is not heard leaves
 * its words waiting for ever. Clients of 0.7.0 and older hear nothing of one with a key, a rule or a code that they do not know.
 */
export const refusal = z.object({
  /** Which update of this channel, counted from 1. */
  n: z.int().positive(),
  code: z.string().max(MAX_CODE_LENGTH).transform((code): HeardCode => (isCode(code) ? code : NOT_KNOWN)),
  /** What this reader cannot do is not tried: its words go back to their writer. */
  again: z.enum(['never', 'rebase', 'resync', 'later']).catch('never'),
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
/** As it is heard. */
export type HeardRefusal = z.output<typeof refusal>;
/** As a relay says it. */
export type Refusal = Omit<HeardRefusal, 'code'> & { readonly code: RefusalCode };

/** Parses what came off the wire; null when it is no refusal of ours. Longer than `WIRE.maxRefusalLength` it is none, and not read. */
export function parseRefusal(text: string): HeardRefusal | null {
  if (text.length > WIRE.maxRefusalLength) return null;
  try {
    const parsed = refusal.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
