import type { Kysely } from 'kysely';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { SegmentRange } from '#shared/documents/segments.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { shownCard } from '#shared/people/unknown.ts';
import { agesMeet } from '#shared/policy/ages.ts';
import type { AgeGroup, ChatState, Topic } from '#shared/words.ts';
import type { Flag, Tables } from '../database/tables.ts';
import { headOfChat, rangeOf } from '../segments/segment-rows.ts';
import { derivedEntryId } from './derived-id.ts';
import type { ChatRowForNotices, FirstWords } from './desired-chat.ts';

/** A chat as one of its parties sees it. */
export interface OwnChatRow {
  readonly chat: ChatId;
  readonly role: 'seeker' | 'listener';
  readonly other: PersonCard;
  readonly topic: Topic | null;
  readonly state: ChatState;
  readonly openedAtMs: number;
  readonly endedAtMs: number | null;
  readonly endedBy: AccountId | null;
  /** Who agreed to it, which is no news to them. */
  readonly openedBy: AccountId;
  /** Whether the two may talk as their ages stand now (P20). */
  readonly agesMeet: boolean;
  /** ... a teen with an adult who is cleared for it (F085). */
  readonly acrossAges: boolean;
  readonly segments: SegmentRange;
}

/** The account's chats whose content is not erased, oldest first. */
export async function readOwnChats(db: Kysely<Tables>, account: AccountId): Promise<readonly OwnChatRow[]> {
  const ofRole = async (role: OwnChatRow['role']): Promise<OwnChatRow[]> => {
    const otherRole = role === 'seeker' ? 'listener' : 'seeker';
    const rows = await db
      .selectFrom('chats')
      .innerJoin('accounts', 'accounts.id', `chats.${otherRole}`)
      .select(['chats.id', 'chats.topic', 'chats.state', 'chats.opened_at_ms', 'chats.ended_at_ms', 'chats.ended_by'])
      .select(['chats.opened_by', 'chats.listener'])
      .innerJoin('accounts as s', 's.id', 'chats.seeker')
      .innerJoin('accounts as l', 'l.id', 'chats.listener')
      .select(['accounts.id as account', 'accounts.name', 'accounts.type', 'accounts.away', 'accounts.banned'])
      .select(['s.age_group as seeker_age', 'l.age_group as listener_age', 'l.cleared_for_teens as listener_cleared'])
      .leftJoin('log_segments', (join) => join.on('log_segments.log', '=', headOfChat))
      .select(['log_segments.first_kept', 'log_segments.newest'])
      .where(`chats.${role}`, '=', account)
      .where('chats.state', '!=', 'expired')
      .orderBy('chats.opened_at_ms')
      .orderBy('chats.id')
      .execute();
    return rows.map((row) => ({
      chat: row.id,
      role,
      // F164: on a hidden break, or banned, and nobody can tell which.
      other: shownCard({ account: row.account, name: row.name, type: row.type }, row.away === 'hidden' || row.banned === 1),
      topic: row.topic,
      state: row.state,
      openedAtMs: row.opened_at_ms,
      endedAtMs: row.ended_at_ms,
      endedBy: row.ended_by,
      openedBy: row.opened_by ?? row.listener,
      ...agesIn(row),
      segments: rangeOf(row),
    }));
  };
  return [...(await ofRole('seeker')), ...(await ofRole('listener'))];
}

function agesIn(row: { seeker_age: AgeGroup | null; listener_age: AgeGroup | null; listener_cleared: Flag }): Pick<OwnChatRow, 'agesMeet' | 'acrossAges'> {
  const meet = agesMeet(row.seeker_age, { ageGroup: row.listener_age, clearedForTeens: row.listener_cleared === 1 });
  return { agesMeet: meet, acrossAges: meet && row.seeker_age !== row.listener_age };
}

export async function readChatForNotices(db: Kysely<Tables>, chat: ChatId): Promise<ChatRowForNotices | null> {
  const row = await db.selectFrom('chats').selectAll().where('id', '=', chat).executeTakeFirst();
  if (row === undefined) return null;
  return {
    chat,
    openedBy: row.opened_by ?? row.listener,
    firstWords: await readFirstWords(db, chat),
    state: row.state,
    openedAtMs: row.opened_at_ms,
    endedAtMs: row.ended_at_ms,
    endedBy: row.ended_by,
  };
}

/**
 * Their id is the same whenever it is asked for, so that they are never said twice. Nothing is said any more in the name of
 * somebody forgotten (RELIABILITY H3), however late this is.
 */
async function readFirstWords(db: Kysely<Tables>, chat: ChatId): Promise<FirstWords | null> {
  const row = await db
    .selectFrom('starts')
    .innerJoin('accounts', 'accounts.id', 'starts.writer')
    .select(['starts.id', 'starts.writer', 'starts.text', 'starts.created_at_ms', 'accounts.forgotten_at_ms'])
    .where('starts.chat', '=', chat)
    .where('starts.kind', '!=', 'ask')
    .executeTakeFirst();
  if (row === undefined) return null;
  const text = row.forgotten_at_ms === null ? row.text : '';
  return { id: derivedEntryId('first-words', row.id, row.writer), author: row.writer, at: row.created_at_ms, text };
}

/** They stand in the chat from now on, and are kept nowhere else. */
export async function wordsAreThere(db: Kysely<Tables>, chat: ChatId): Promise<void> {
  await db.updateTable('starts').set({ text: '' }).where('chat', '=', chat).execute();
}
