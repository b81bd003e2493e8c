import type { Kysely } from 'kysely';
import type { DocumentAddress } from '#shared/documents/names.ts';
import type { DocumentFacts } from '#shared/policy/rights.ts';
import { unreachable } from '#shared/result.ts';
import type { Tables } from '../database/tables.ts';
import { accountExists } from '../projections/inbox-rows.ts';
import { readChat } from './chats.ts';

/** What the rule book needs to know of a document; null when there is no such thing. */
export async function documentFacts(db: Kysely<Tables>, address: DocumentAddress): Promise<DocumentFacts | null> {
  switch (address.kind) {
    case 'chat': {
      const row = await readChat(db, address.chat);
      if (row === undefined) return null;
      const { seeker, listener, state } = row;
      return { kind: 'chat', chat: { seeker, listener, state, agesMeet: row.agesMeet } };
    }
    case 'queue':
      return address;
    case 'inbox':
    case 'people':
      return (await accountExists(db, address.account)) ? address : null;
    default:
      return unreachable(address);
  }
}
