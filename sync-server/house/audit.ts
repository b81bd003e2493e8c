import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AccountId } from '#shared/ids.ts';
import type { AuditedAct } from '#shared/people/keeping.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AuditTable } from '../database/tables/house.ts';

/** An act with power, as it is written down: ids and words of the house, never what anybody said. */
export interface Act {
  readonly act: AuditedAct;
  /** Null: whoever runs the relay, at its console, or the relay by itself. */
  readonly by: AccountId | null;
  readonly whom: AccountId | null;
  readonly reason: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

type Line = Selectable<AuditTable>;

/** What stands before the first line. */
const BEGINNING = '0'.repeat(64);
const HEAD = 1;
const PAGE = 1_000;

/** Everything of a line but its own hash, in a fixed order. */
const hashOf = (line: Omit<Line, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([line.seq, line.at_ms, line.act, line.by, line.whom, line.reason, line.before, line.after, line.previous]))
    .digest('hex');

/** Writes an act down, within the transaction that does it: neither is there without the other (RELIABILITY G3). */
export async function writeAct(trx: Sql, nowMs: number, { act, by, whom, reason, before = null, after = null }: Act): Promise<void> {
  const head = await trx.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', HEAD).executeTakeFirst();
  const seq = (head?.seq ?? 0) + 1;
  const line = { seq, at_ms: nowMs, act, by, whom, reason, before, after, previous: head?.hash ?? BEGINNING };
  const hash = hashOf(line);
  await trx.insertInto('audit').values({ ...line, hash }).execute();
  if (head === undefined) await trx.insertInto('audit_head').values({ id: HEAD, seq, hash }).execute();
  else await trx.updateTable('audit_head').set({ seq, hash }).where('id', '=', HEAD).execute();
}

/** `lines`: how many there are. `at`: the line at which the chain breaks, and how. */
export type AuditState =
  | { readonly whole: true; readonly lines: number; readonly hash: string }
  | { readonly whole: false; readonly at: number; readonly what: 'changed' | 'missing' | 'cut' | 'added' };

/**
 * Follows the chain from its first line. A line that was changed or put elsewhere has another hash, one that was taken out
 * leaves a gap in the count, and one that was cut off at the end, or added there, is not what the head speaks of.
 *
 * A relay that runs writes lines meanwhile. So the last line is read before the head, which then speaks of it or of a later one, and
 * the chain is followed as far as the head.
 */
export async function verifyAudit(db: Sql): Promise<AuditState> {
  const last = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', HEAD).executeTakeFirst();
  const known = head?.seq ?? 0;
  let [seq, previous] = [0, BEGINNING];
  for (;;) {
    const lines = await db.selectFrom('audit').selectAll().where('seq', '>', seq).where('seq', '<=', known).orderBy('seq').limit(PAGE).execute();
    for (const line of lines) {
      if (line.seq !== seq + 1) return { whole: false, at: seq + 1, what: 'missing' };
      if (line.previous !== previous || hashOf(line) !== line.hash) return { whole: false, at: line.seq, what: 'changed' };
      [seq, previous] = [line.seq, line.hash];
    }
    if (lines.length < PAGE) break;
  }
  if (known > seq) return { whole: false, at: seq + 1, what: 'cut' };
  if ((last?.seq ?? 0) > known) return { whole: false, at: known + 1, what: 'added' };
  if (head !== undefined && head.hash !== previous) return { whole: false, at: seq, what: 'changed' };
  return { whole: true, lines: seq, hash: previous };
}

export interface NamedLine extends Line {
  readonly byName: string | null;
  readonly whomName: string | null;
}

/** Lines before one, the newest first, with the names that the ids have now. */
export async function readAudit(db: Sql, before: number | null, limit: number): Promise<readonly NamedLine[]> {
  const lines = db
    .selectFrom('audit')
    .leftJoin('accounts as doer', 'doer.id', 'audit.by')
    .leftJoin('accounts as subject', 'subject.id', 'audit.whom')
    .selectAll('audit')
    .select(['doer.name as byName', 'subject.name as whomName'])
    .orderBy('audit.seq', 'desc')
    .limit(limit);
  return before === null ? lines.execute() : lines.where('audit.seq', '<', before).execute();
}
