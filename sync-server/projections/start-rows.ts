import type { Kysely } from 'kysely';
import type { StartCard } from '#shared/documents/inbox.ts';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { AccountId, StartId } from '#shared/ids.ts';
import { shownCard } from '#shared/people/unknown.ts';
import type { ChatLanguage, StartKind, Topic } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';

/** What waits between an account and somebody else, as its inbox shows it (F030, F157, F158). */
export interface WaitingStart {
  readonly start: StartId;
  readonly card: StartCard;
}

/** Something of the account's of which nothing came. */
export interface OverRow {
  readonly start: StartId;
  readonly what: StartKind;
  readonly with: PersonCard;
  readonly topic: Topic | null;
  readonly language: ChatLanguage;
  readonly queued: boolean;
  readonly atMs: number;
}

export async function readStarts(db: Kysely<Tables>, account: AccountId): Promise<readonly WaitingStart[]> {
  const ofSide = async (side: StartCard['side']): Promise<WaitingStart[]> => {
    const rows = await startsOf(db, account, side)
      .where('starts.state', '=', 'waiting')
      // Words that may not reach somebody wait in their writer's inbox alone.
      .$if(side === 'theirs', (query) => query.where('starts.reaches', '=', 1))
      .orderBy('starts.created_at_ms')
      .execute();
    return rows.map((row) => ({
      start: row.id,
      card: {
        kind: row.kind,
        side,
        with: partnerIn(row),
        topic: row.topic,
        language: row.language,
        text: row.text === '' ? null : row.text,
        sinceMs: row.created_at_ms,
        untilMs: row.lapses_at_ms,
        ...(side === 'mine' && row.then_queue === 1 ? { thenQueue: true as const } : {}),
      },
    }));
  };
  return [...(await ofSide('theirs')), ...(await ofSide('mine'))];
}

/** The newest, with what they were about, so that the same can be asked of everybody. What one took back oneself is no news. */
export async function readOver(db: Kysely<Tables>, account: AccountId, limit: number): Promise<readonly OverRow[]> {
  const rows = await startsOf(db, account, 'mine')
    .where('starts.state', 'in', ['declined', 'lapsed', 'over'])
    .orderBy('starts.settled_at_ms', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    start: row.id,
    what: row.kind,
    with: partnerIn(row),
    topic: row.topic,
    language: row.language,
    queued: row.queued === 1,
    atMs: row.settled_at_ms ?? row.created_at_ms,
  }));
}

const startsOf = (db: Kysely<Tables>, account: AccountId, side: StartCard['side']) =>
  db
    .selectFrom('starts')
    .innerJoin('accounts', 'accounts.id', side === 'mine' ? 'starts.recipient' : 'starts.writer')
    .select(['starts.id', 'starts.kind', 'starts.topic', 'starts.language', 'starts.text', 'starts.then_queue', 'starts.queued'])
    .select(['starts.created_at_ms', 'starts.lapses_at_ms', 'starts.settled_at_ms'])
    .select(['accounts.id as account', 'accounts.name', 'accounts.type', 'accounts.away', 'accounts.banned'])
    .where(side === 'mine' ? 'starts.writer' : 'starts.recipient', '=', account);

type Joined = Awaited<ReturnType<ReturnType<typeof startsOf>['execute']>>[number];

/** F164: on a hidden break, or banned, and nobody can tell which. */
const partnerIn = ({ account, name, type, away, banned }: Joined): PersonCard =>
  shownCard({ account, name, type }, away === 'hidden' || banned === 1);
