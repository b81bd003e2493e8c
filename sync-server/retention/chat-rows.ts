import { sql, type Kysely } from 'kysely';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { ChatState } from '#shared/words.ts';
import type { Tables } from '../database/tables.ts';

/** A chat whose content is kept, with a mark that is another one whenever its document changed. */
export interface KeptChat {
  readonly id: ChatId;
  readonly seeker: AccountId;
  readonly listener: AccountId;
  readonly state: ChatState;
  readonly openedAtMs: number;
  readonly version: string;
}

const documentNameOfChat = sql<DocumentName>`'chat/' || ${sql.ref('chats.id')}`;

/** Everything that retention has to look after. One row a chat, no content. */
export async function readKeptChats(db: Kysely<Tables>): Promise<readonly KeptChat[]> {
  const rows = await db
    .selectFrom('chats')
    .leftJoin('documents', (join) => join.on('documents.name', '=', documentNameOfChat))
    .select(['chats.id', 'chats.seeker', 'chats.listener', 'chats.state', 'chats.opened_at_ms'])
    .select((eb) => [
      'documents.snapshot_seq',
      'documents.updated_at_ms',
      eb
        .selectFrom('document_updates')
        .select((inner) => inner.fn.max('document_updates.seq').as('seq'))
        .where('document_updates.name', '=', documentNameOfChat)
        .as('update_seq'),
    ])
    .where('chats.state', '!=', 'expired')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    seeker: row.seeker,
    listener: row.listener,
    state: row.state,
    openedAtMs: row.opened_at_ms,
    // Both: a clock may stand still or step back, and a document that is written anew whole adds no row.
    version: `${row.updated_at_ms} ${row.snapshot_seq} ${row.update_seq}`,
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
        eb.exists(eb.selectFrom('documents').select('name').where('documents.name', '=', documentNameOfChat)),
        eb.exists(
          eb.selectFrom('document_updates').select('seq').where('document_updates.name', '=', documentNameOfChat),
        ),
      ]),
    )
    .execute();
}
