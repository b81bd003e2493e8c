import { parseDocumentName } from '#shared/documents/names.ts';
import { SESSION_KEY, type KeptSession } from '../engine/session.ts';
import type { Vault } from '../vault/types.ts';
import type { Opening } from './opening.ts';

export type BeginAnew = () => Promise<void>;

/**
 * F016: a guest whom the relay does not know any more goes on as another one. What is written here stays: it was never the relay's. What
 * the relay told the guest of before goes, and words that still wait for a chat of theirs come back to their writer, refused.
 */
export const createBeginAnew =
  (opening: Pick<Opening, 'restart'>): BeginAnew =>
  () =>
    opening.restart(leaveGuest);

async function leaveGuest({ settings, documents }: Vault): Promise<void> {
  const kept = await settings.get<KeptSession>(SESSION_KEY);
  // Whoever has a password comes back with it, and nobody else is made of their place.
  if (kept === null || kept.me.type !== 'guest') return;
  for (const name of await documents.names()) {
    const kind = parseDocumentName(name)?.kind;
    if (kind === 'inbox' || kind === 'people' || kind === 'queue') await documents.erase(name);
  }
  await settings.remove(SESSION_KEY);
}
