import type { Kysely } from 'kysely';
import type * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { documentsOf, type SegmentRange } from '#shared/documents/segments.ts';
import { CHAT } from '#shared/limits.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { ChatRow, Tables } from '../database/tables.ts';
import { unlessDamaged } from '../documents/damage.ts';
import type { MatchingParts } from './parts.ts';

/** What a chat that comes to its end was for its listener. */
export interface Experience {
  /** Its seeker said something (F237). */
  readonly heard: boolean;
  /** Long enough, with words of both: a listener alone with an account of their own gets none (F154). */
  readonly longEnough: boolean;
}

export async function experienceIn(
  { documents, limits }: Pick<MatchingParts, 'documents' | 'limits'>,
  { id, seeker, listener, segments }: Pick<ChatRow, 'id' | 'seeker' | 'listener'> & { readonly segments: SegmentRange },
): Promise<Experience> {
  const said = new Map<AccountId, number>();
  for (const name of documentsOf({ kind: 'chat', chat: id, segment: 0 }, segments)) {
    // Of what is damaged nobody can tell any more who said what in it; the chat comes to its end all the same (RELIABILITY A7).
    await unlessDamaged(documents.read(name, (doc) => count(said, doc)));
  }
  const [heard, answered] = [said.get(seeker) ?? 0, said.get(listener) ?? 0];
  const ofEach = Math.min(CHAT.countedOfEach, Math.floor(limits.countedMessages / 2));
  // One that was cut into segments is long enough, whatever is kept of it.
  const long = segments.newest > 0 || heard + answered >= limits.countedMessages;
  return { heard: heard > 0, longEnough: long && Math.min(heard, answered) >= ofEach };
}

function count(said: Map<AccountId, number>, doc: Y.Doc): void {
  for (const { kind, author } of logRoots(doc).entries.toArray()) {
    if (kind === 'message') said.set(author as AccountId, (said.get(author as AccountId) ?? 0) + 1);
  }
}

/**
 * F154: writes down what it was, in the transaction that ends it. Each seeker counts once for one listener, and no listener for
 * another (F036): two of them would soon have made each other experienced.
 */
export async function noteExperience(
  trx: Kysely<Tables>,
  { id, seeker, listener }: { readonly id: ChatId; readonly seeker: AccountId; readonly listener: AccountId },
  { heard, longEnough }: Experience,
): Promise<void> {
  if (heard) await trx.updateTable('chats').set({ heard: 1 }).where('id', '=', id).execute();
  if (!longEnough) return;
  const before = trx.selectFrom('chats').select('id').where('listener', '=', listener).where('seeker', '=', seeker).where('counted', '=', 1);
  if ((await before.limit(1).executeTakeFirst()) !== undefined) return;
  const person = await trx.selectFrom('accounts').select('type').where('id', '=', seeker).executeTakeFirst();
  if (person?.type === 'listener') return;
  await trx.updateTable('chats').set({ counted: 1 }).where('id', '=', id).execute();
  await trx
    .updateTable('accounts')
    .set((eb) => ({ completed_chats: eb('completed_chats', '+', 1) }))
    .where('id', '=', listener)
    .execute();
}
