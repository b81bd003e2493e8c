import { z } from 'zod';

/**
 * Reasons that nobody typed, by the code under which they are told in each language (`house:because`). What stands in the record is
 * the text beside it, as it stood there from the first: a line is never changed, and the console and a backup read it without us.
 */
export const RELAY_REASONS = {
  'appeal-waited': 'an appeal waited',
  'watched-device': 'it began on a device of somebody banned or held',
  'at-the-console': 'by whoever runs the relay',
  'banned-since-backup': 'banned since the backup that was restored',
  'taken-since-backup': 'taken away since the backup that was restored',
} as const;

const CODES = Object.keys(RELAY_REASONS) as readonly RelayReason[];
export type RelayReason = keyof typeof RELAY_REASONS;

/** Beside the reason of an act: its code, where the relay or its console wrote it; null: a person's own words. An older relay says nothing of it. */
export const because = z.enum(CODES).nullable().default(null);

interface Reasoned {
  readonly act: string;
  /** Null: whoever runs the relay, at its console, or the relay by itself. */
  readonly by: unknown;
  readonly reason: string;
}

/** Whose words a line's reason are. Somebody with a role types their reasons themselves, but for an answer, whose words are the person's. */
export const becauseOf = ({ act, by, reason }: Reasoned): RelayReason | null =>
  by === null || act === 'answer-appeal' ? (CODES.find((code) => RELAY_REASONS[code] === reason) ?? null) : null;
