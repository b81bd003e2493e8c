import { KEEPING } from '#shared/limits.ts';
import { reason as reasonShape, toldText } from '#shared/people/keeping.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AdminCommand, Reasoned } from './command.ts';

export const needing = (
  argument: string | undefined,
  what: string,
  make: (argument: string) => Result<AdminCommand, string>,
): Result<AdminCommand, string> => (argument === undefined ? err(`This command needs ${what}.`) : make(argument));

/** Only with a reason: an act with power without one would stand in the record as nobody's. */
export function reasoned(
  word: string,
  argument: string | undefined,
  values: { readonly reason?: string | undefined },
  make: (who: Reasoned) => Result<AdminCommand, string>,
): Result<AdminCommand, string> {
  return needing(argument, 'a name', (name) => {
    const reason = reasonShape.safeParse(values.reason ?? '');
    return reason.success ? make({ name, reason: reason.data }) : err(`"${word}" needs --reason, a few words on why; they are kept in the record of acts.`);
  });
}

/** What somebody banned reads of why; null where the operator writes nothing. */
export function parseTold(typed: string | undefined): Result<string | null, string> {
  if (typed === undefined) return ok(null);
  const told = toldText.safeParse(typed);
  return told.success ? ok(told.data) : err(`--told is what they read: 1 to ${KEEPING.maxToldLength} characters, all of which show.`);
}
