import * as Y from 'yjs';
import { chatDocument, type DocumentName } from '#shared/documents/names.ts';
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
    const segments = await truthOf(relay, chat);
    const texts = segments.flatMap((segment) => segment.texts);
    faults.push(...accountFor(texts, said.filter((one) => one.chat === chat), devices));
    for (const segment of segments) {
      if (segment.pending) faults.push('something is pending at the relay');
      for (const device of devices) faults.push(...copyFaults(device, segment));
    }
    for (const device of devices) faults.push(...screenFaults(device, chat, segments));
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

/** What the relay has of one segment. */
interface Truth {
  readonly name: DocumentName;
  readonly isNewest: boolean;
  readonly texts: readonly string[];
  readonly whole: Uint8Array;
  readonly vector: Uint8Array;
  readonly pending: boolean;
}

async function truthOf(relay: RelayInMemory, chat: ChatId): Promise<readonly Truth[]> {
  const truths: Truth[] = [];
  const { newest } = relay.segmentsOf(chat);
  for (let segment = 0; segment <= newest; segment += 1) {
    const name = chatDocument(chat, segment);
    truths.push(
      await relay.documents.read(name, (doc) => ({
        name,
        isNewest: segment === newest,
        texts: logRoots(doc).entries.map((entry) => ('text' in entry ? String(entry.text) : entry.kind)),
        whole: Y.encodeStateAsUpdate(doc),
        vector: Y.encodeStateVector(doc),
        pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
      })),
    );
  }
  return truths;
}

/** An older segment is on a device only once somebody looked that far back. */
function copyFaults(device: DeviceBench, { name, isNewest, whole, vector }: Truth): string[] {
  const updates = device.disk.updates.get(name);
  if (updates === undefined) return isNewest && whole.length > EMPTY_UPDATE_BYTES ? [`${name} is not on a disk`] : [];
  const faults: string[] = [];
  const copy = new Y.Doc();
  for (const update of updates) Y.applyUpdateV2(copy, update);
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) faults.push('something is pending on a device');
  if (!same(Y.encodeStateVector(copy), vector)) faults.push(`${name} on a disk has another state vector`);
  if (!same(Y.encodeStateAsUpdate(copy), whole)) faults.push(`${name} on a disk is not byte-equal`);
  copy.destroy();
  return faults;
}

const EMPTY_UPDATE_BYTES = 2;

/** The screen shows an unbroken run up to the newest line, and at the least the newest segment. */
function screenFaults(device: DeviceBench, chat: ChatId, segments: readonly Truth[]): string[] {
  const handle = device.engine.openChat(chat);
  const shown = textsOf(handle.getSnapshot().lines);
  handle.close();
  const texts = segments.flatMap((segment) => segment.texts);
  const run = texts.slice(texts.length - shown.length);
  if (shown.length < (segments.at(-1)?.texts.length ?? 0)) return ['a screen shows less than the newest segment'];
  return shown.join('\n') === run.join('\n') ? [] : ['a screen shows something else than the relay has'];
}

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
