import { parseDocumentName } from '#shared/documents/names.ts';
import type { DraftBook } from '../engine/draft-book.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import { giveAllBack } from '../features/starts/sent-words.ts';
import type { Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';

export type BeginAnew = () => Promise<void>;

/**
 * F016: a guest whom the relay does not know any more goes on as another one. What is written here stays: it was never the relay's. What
 * the relay told the guest of before goes, and words that still wait for a chat of theirs come back to their writer, refused; a message that
 * was left for somebody is a draft again, since nobody is told any more what becomes of it.
 */
export const createBeginAnew =
  (opening: Pick<Opening, 'restart'>): BeginAnew =>
  () =>
    opening.restart(leaveGuest);

async function leaveGuest(vault: Vault, drafts: DraftBook): Promise<void> {
  const { settings, documents } = vault;
  const kept = await settings.get<KeptSession>(SESSION_KEY);
  // Whoever has a password comes back with it, and nobody else is made of their place.
  if (kept === null || kept.me.type !== 'guest') return;
  await giveAllBack({ drafts, vault });
  for (const name of await documents.names()) {
    const kind = parseDocumentName(name)?.kind;
    if (kind === 'inbox' || kind === 'people' || kind === 'queue') await documents.erase(name);
  }
  await settings.remove(SESSION_KEY);
}
