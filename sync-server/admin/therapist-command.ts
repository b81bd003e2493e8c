import { reason as reasonShape } from '#shared/people/keeping.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** What an operator may ask for about therapists (F042, F046). Their directory entry is a grant (F043). */
export type TherapistCommand =
  | { readonly do: 'therapist'; readonly act: 'list' }
  | { readonly do: 'therapist'; readonly act: 'approve' | 'decline' | 'end'; readonly name: string; readonly reason: string };

export const THERAPIST_HELP = `  therapist list      who is a therapist here, with licence, directory entry and clearance, and who applies to be one
  therapist approve <name>  somebody who applied, after you have checked the licence; "decline" says no to it, and
                      "end" takes an approval back (all with --reason, which they read)`;

const ACTS = ['list', 'approve', 'decline', 'end'] as const;

export function parseTherapistCommand(said: string | undefined, name: string | undefined, values: { readonly reason?: string | undefined }): Result<TherapistCommand, string> {
  const act = ACTS.find((one) => one === (said ?? 'list'));
  if (act === undefined) return err(`"therapist" knows ${ACTS.join(', ')}.`);
  if (act === 'list') return ok({ do: 'therapist', act });
  if (name === undefined) return err('This command needs a name.');
  const reason = reasonShape.safeParse(values.reason ?? '');
  if (!reason.success) return err(`"therapist ${act}" needs --reason, a few words on why; they are kept in the record of acts.`);
  return ok({ do: 'therapist', act, name, reason: reason.data });
}

/** The end of a grant, as an operator writes it: a day of UTC, at whose beginning it is over. */
export function parseUntil(day: string | undefined): Result<number | null, string> {
  if (day === undefined) return ok(null);
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(atMs) ? err('--until is a day, such as 2027-01-31.') : ok(atMs);
}
