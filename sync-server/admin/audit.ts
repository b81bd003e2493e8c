import { KEEPING } from '#shared/limits.ts';
import { err } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readAudit, verifyAudit, type NamedLine } from '../house/audit.ts';
import type { AuditCommand } from './command.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

/** The record of acts with power: a page of its lines, the newest or those before one, or whether it is whole (RELIABILITY G3). */
export async function audit({ say }: AdminContext, db: Sql, command: AuditCommand): Promise<Outcome> {
  if (command.verify) return verify(say, db);
  const found = await readAudit(db, command.before, KEEPING.auditPageSize + 1); // one more: whether there are older ones
  const lines = found.slice(0, KEEPING.auditPageSize);
  if (lines.length === 0) say('none');
  for (const line of lines.toReversed()) say(actInWords(line));
  const oldest = lines.at(-1);
  if (oldest !== undefined && found.length > lines.length) say(`Older lines: npm run admin -- audit --before ${oldest.seq}`);
  return DONE;
}

export type ActInWords = Pick<NamedLine, 'seq' | 'at_ms' | 'act' | 'reason' | 'before' | 'after' | 'byName' | 'whomName'>;

export function actInWords({ seq, at_ms: atMs, act, byName, whomName, reason, before, after }: ActInWords): string {
  const who = byName === null ? 'the operator or the relay' : `@${byName}`;
  const whom = whomName === null ? '' : ` @${whomName}`;
  return `${seq}  ${new Date(atMs).toISOString()}  ${act}${whom}  by ${who}  ${before ?? '-'} -> ${after ?? '-'}  ${JSON.stringify(reason)}`;
}

const WHAT = {
  changed: 'was changed, or stands where another stood',
  missing: 'is missing',
  cut: 'and those after it, if any, were cut off',
  added: 'was added past the relay',
} as const;

async function verify(say: AdminContext['say'], db: Sql): Promise<Outcome> {
  const state = await verifyAudit(db);
  if (!state.whole) return err(`The record of acts is not whole: line ${state.at} ${WHAT[state.what]}.`);
  // Who writes the last hash down elsewhere can tell later whether the whole record was made anew.
  say(`The record of acts is whole: ${state.lines} lines, the last one ${state.hash}.`);
  return DONE;
}
