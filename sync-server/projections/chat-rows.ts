import type { Kysely } from 'kysely';
import type { PersonCard } from '#shared/documents/queue.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { ChatState, Topic } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import type { ChatRowForNotices } from './desired-chat.ts';

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
}

/** The account's chats whose content is not erased, oldest first. */
export async function readOwnChats(db: Kysely<Tables>, account: AccountId): Promise<readonly OwnChatRow[]> {
  const ofRole = async (role: OwnChatRow['role']): Promise<OwnChatRow[]> => {
    const otherRole = role === 'seeker' ? 'listener' : 'seeker';
    const rows = await db
      .selectFrom('chats')
      .innerJoin('accounts', 'accounts.id', `chats.${otherRole}`)
      .select(['chats.id', 'chats.topic', 'chats.state', 'chats.opened_at_ms', 'chats.ended_at_ms', 'chats.ended_by'])
      .select(['accounts.id as account', 'accounts.name', 'accounts.type'])
      .where(`chats.${role}`, '=', account)
      .where('chats.state', '!=', 'expired')
      .orderBy('chats.opened_at_ms')
      .orderBy('chats.id')
      .execute();
    return rows.map((row) => ({
      chat: row.id,
      role,
      other: { account: row.account, name: row.name, type: row.type },
      topic: row.topic,
      state: row.state,
      openedAtMs: row.opened_at_ms,
      endedAtMs: row.ended_at_ms,
      endedBy: row.ended_by,
    }));
  };
  return [...(await ofRole('seeker')), ...(await ofRole('listener'))];
}

export async function readChatForNotices(db: Kysely<Tables>, chat: ChatId): Promise<ChatRowForNotices | null> {
  const row = await db.selectFrom('chats').selectAll().where('id', '=', chat).executeTakeFirst();
  if (row === undefined) return null;
  return {
    chat,
    listener: row.listener,
    state: row.state,
    openedAtMs: row.opened_at_ms,
    endedAtMs: row.ended_at_ms,
    endedBy: row.ended_by,
  };
}
