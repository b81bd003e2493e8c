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

/** A page of the record of acts, before the line of a number that the page after it names, or a look whether it is whole. */
export function parseAudit(what: string | undefined, before: string | undefined): Result<AdminCommand, string> {
  if (what !== undefined && what !== 'verify') return err('"audit" knows verify.');
  if (before === undefined) return ok({ do: 'audit', verify: what === 'verify', before: null });
  const line = /^[1-9]\d*$/.test(before) ? Number(before) : Number.NaN;
  if (what === 'verify') return err('"audit verify" looks at the whole record, and takes no --before.');
  return Number.isSafeInteger(line) ? ok({ do: 'audit', verify: false, before: line }) : err('--before is the number of a line, 1 or more.');
}
