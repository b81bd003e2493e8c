import type { DocumentName } from '#shared/documents/names.ts';
import type { Random } from '#shared/ports.ts';
import type { DocumentStore } from '../vault/types.ts';

/** A client id as Yjs makes them: 32 random bits. */
export const freshClientId = (random: Random): number => new DataView(random.bytes(4).slice().buffer).getUint32(0);

/** The id of this device in the document: the same again after a reload (GATE G10). */
export async function leaseClientId(store: DocumentStore, name: DocumentName, random: Random): Promise<number> {
  const leased = await store.clientId(name);
  if (leased !== null) return leased;
  const fresh = freshClientId(random);
  await store.setClientId(name, fresh);
  return fresh;
}
