import * as Y from 'yjs';
import { chatDocument } from '#shared/documents/names.ts';
import { logRoots } from '#shared/documents/log.ts';
import type { ChatId } from '#shared/ids.ts';
import { textsOf, type DeviceBench } from '../../../renderer/engine/test-support/people.ts';
import type { RelayInMemory } from './relay-in-memory.ts';

/** One message that somebody sent: `send` had resolved, so it was on that device's disk. */
export interface Said {
  readonly text: string;
  readonly chat: ChatId;
  readonly device: DeviceBench;
}

/**
 * What RELIABILITY B1, B3 and B4 promise, after everything has come to rest. Each complaint is one broken promise:
 * every message is at the relay once or back with its writer, never neither and never both; one device's messages keep
 * their order; all copies are the relay's, to the byte, on disk and on screen, and nothing is pending anywhere.
 */
export async function compare(
  relay: RelayInMemory,
  chats: readonly ChatId[],
  devices: readonly DeviceBench[],
  said: readonly Said[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const chat of chats) {
    const state = await relay.documents.read(chatDocument(chat), (doc) => ({
      texts: logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind)),
      whole: Y.encodeStateAsUpdate(doc),
      vector: Y.encodeStateVector(doc),
      pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
    }));
    if (state.pending) faults.push('something is pending at the relay');
    faults.push(...accountFor(state.texts, said.filter((one) => one.chat === chat), devices));
    for (const device of devices) faults.push(...copyFaults(device, chat, state));
  }
  for (const device of devices) {
    if (device.disk.items.size > 0) faults.push(`${device.disk.items.size} still in an outbox`);
  }
  return faults;
}

function accountFor(texts: readonly string[], said: readonly Said[], devices: readonly DeviceBench[]): string[] {
  const faults: string[] = [];
  const at = new Map<string, number>();
  for (const text of texts) at.set(text, (at.get(text) ?? 0) + 1);
  const lastPlace = new Map<DeviceBench, number>();
  for (const { text, device } of said) {
    const times = at.get(text) ?? 0;
    const back = [...device.disk.refused.values()].filter((refused) => refused.text === text).length;
    if (times + back !== 1) faults.push(`"${text}" is ${times} times at the relay and ${back} times back with its writer`);
    if (times === 0) continue;
    const place = texts.indexOf(text);
    if (place < (lastPlace.get(device) ?? -1)) faults.push(`"${text}" stands before what its writer said earlier`);
    lastPlace.set(device, place);
  }
  const known = new Set(said.map(({ text }) => text));
  for (const text of at.keys()) if (!known.has(text)) faults.push(`nobody said "${text}"`);
  for (const device of devices) {
    for (const { text } of device.disk.refused.values()) {
      if (at.has(text)) faults.push(`"${text}" is said to be refused, and is there`);
    }
  }
  return faults;
}

interface Truth {
  readonly texts: readonly string[];
  readonly whole: Uint8Array;
  readonly vector: Uint8Array;
}

function copyFaults(device: DeviceBench, chat: ChatId, truth: Truth): string[] {
  const faults: string[] = [];
  const copy = new Y.Doc();
  for (const update of device.disk.updates.get(chatDocument(chat)) ?? []) Y.applyUpdateV2(copy, update);
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) faults.push('something is pending on a device');
  if (!same(Y.encodeStateVector(copy), truth.vector)) faults.push('a copy on a disk has another state vector');
  if (!same(Y.encodeStateAsUpdate(copy), truth.whole)) faults.push('a copy on a disk is not byte-equal');
  copy.destroy();
  const handle = device.engine.openChat(chat);
  const shown = textsOf(handle.getSnapshot().lines);
  handle.close();
  if (shown.join('\n') !== truth.texts.join('\n')) faults.push('a screen shows something else than the relay has');
  return faults;
}

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
