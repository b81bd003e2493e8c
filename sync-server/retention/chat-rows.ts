import { sql, type Kysely } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import type { SegmentRange } from '#shared/documents/segments.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { ChatState } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';
import { headOfChat, rangeOf } from '../segments/segment-rows.ts';

/** A chat whose content is kept, with a mark that is another one whenever its newest segment changed. */
export interface KeptChat extends SegmentRange {
  readonly id: ChatId;
  readonly seeker: AccountId;
  readonly listener: AccountId;
  readonly state: ChatState;
  readonly openedAtMs: number;
  readonly version: string;
  /** The relay stopped while segments that were given up were being erased. */
  readonly isHalfErased: boolean;
}

const newestOfChat = sql<DocumentName>`case when ${sql.ref('log_segments.newest')} is null then ${headOfChat}
  else ${headOfChat} || '/' || ${sql.ref('log_segments.newest')} end`;

/** Everything that retention has to look after. One row a chat, no content. */
export async function readKeptChats(db: Kysely<Tables>): Promise<readonly KeptChat[]> {
  const rows = await db
    .selectFrom('chats')
    .leftJoin('log_segments', (join) => join.on('log_segments.log', '=', headOfChat))
    .leftJoin('documents', (join) => join.on('documents.name', '=', newestOfChat))
    .select(['chats.id', 'chats.seeker', 'chats.listener', 'chats.state', 'chats.opened_at_ms'])
    .select(['log_segments.first_kept', 'log_segments.newest', 'log_segments.erased_below'])
    .select((eb) => [
      'documents.snapshot_seq',
      'documents.updated_at_ms',
      eb
        .selectFrom('document_updates')
        .select((inner) => inner.fn.max('document_updates.seq').as('seq'))
        .where('document_updates.name', '=', newestOfChat)
        .as('update_seq'),
    ])
    .where('chats.state', '!=', 'expired')
    .execute();
  return rows.map((row) => ({
    ...rangeOf(row),
    id: row.id,
    seeker: row.seeker,
    listener: row.listener,
    state: row.state,
    openedAtMs: row.opened_at_ms,
    isHalfErased: Number(row.erased_below ?? 0) < Number(row.first_kept ?? 0),
    // All of them: a clock may stand still or step back, and a document that is written anew whole adds no row.
    version: `${row.updated_at_ms} ${row.snapshot_seq} ${row.update_seq} ${row.newest}`,
  }));
}

/** Chats that were expired before their content was erased: the relay stopped in between. */
export async function readHalfErased(
  db: Kysely<Tables>,
): Promise<readonly Pick<KeptChat, 'id' | 'seeker' | 'listener'>[]> {
  return db
    .selectFrom('chats')
    .select(['chats.id', 'chats.seeker', 'chats.listener'])
    .where('chats.state', '=', 'expired')
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('documents').select('name').where('documents.name', '=', headOfChat)),
        eb.exists(eb.selectFrom('document_updates').select('seq').where('document_updates.name', '=', headOfChat)),
        eb.exists(eb.selectFrom('log_segments').select('log').where('log_segments.log', '=', headOfChat)),
      ]),
    )
    .execute();
}
