import { parseDocumentName, type DocumentName } from '#shared/documents/names.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
import { RELAY_LIMITS } from '#shared/limits.ts';
import { createGate as createRealGate } from '../gate/gate.ts';
import type { DamagedDocuments } from './damage.ts';
import { LiveDocument } from './live-document.ts';
import type { LiveDocumentsParts } from './live-documents.types.ts';
import { Room } from './room.ts';
import type { RoomServices } from './room-services.ts';

/**
 * Brings a document from the store to life. Throws `DamagedDocumentError` for one that is damaged or was set aside before
 * (RELIABILITY A7), and what the store throws; logged here, once.
 */
export async function loadRoom(
  name: DocumentName,
  parts: LiveDocumentsParts,
  damaged: DamagedDocuments,
  services: RoomServices,
): Promise<Room> {
  const { store, createGate = createRealGate, random, limits, log } = parts;
  const address = parseDocumentName(name);
  if (address === null) throw new Error('no document can have this name');
  damaged.check(name);
  const foldAfterUpdates = limits?.foldAfterUpdates ?? RELAY_LIMITS.foldAfterUpdates;
  try {
    const stored = await store.load(name);
    const shape = SHAPES[address.kind];
    const document = new LiveDocument({
      name, address, shape, stored, createGate, random, foldAfterUpdates,
      ...(limits?.segment === undefined ? {} : { segment: limits.segment }),
    });
    services.counters.loads += 1;
    return new Room(document, services);
  } catch (error) {
    const thrown = damaged.setAside(name, error);
    if (thrown === error) log.error('document-not-loaded', { document: name, kind: error instanceof Error ? error.name : 'unknown' });
    throw thrown;
  }
}
