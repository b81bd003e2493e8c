import type { DocumentName } from '#shared/documents/names.ts';
import { ok } from '#shared/result.ts';
import type { EntryId } from '#shared/ids.ts';
import type { Collection, DocumentStore, Outbox, OutboxItem, RefusedItem, Settings, Vault } from '../../vault/types.ts';

/** What is on the disk of one device: it outlives the engines that use it. */
export interface MemoryDisk {
  readonly items: Map<EntryId, OutboxItem>;
  readonly refused: Map<EntryId, RefusedItem>;
  readonly updates: Map<DocumentName, Uint8Array[]>;
  readonly clientIds: Map<DocumentName, number>;
  readonly drafts: Map<string, string>;
  readonly settings: Map<string, string>;
  /** What is the person's own, as JSON, by collection and id. */
  readonly things: Map<string, Map<string, string>>;
  seq: number;
}

export const createDisk = (): MemoryDisk => ({
  items: new Map(),
  refused: new Map(),
  updates: new Map(),
  clientIds: new Map(),
  drafts: new Map(),
  settings: new Map(),
  things: new Map(),
  seq: 0,
});

const notHere = () => Promise.reject(new Error('this vault has no notes'));

/** A vault over a memory disk. After `kill` nothing of it reaches the disk, and no promise of it ends. */
export function createMemoryVault(disk: MemoryDisk): Vault & { kill(): void } {
  let dead = false;
  const act = async <T>(run: () => T): Promise<T> => {
    await Promise.resolve();
    if (dead) return new Promise<T>(() => undefined);
    return run();
  };
  const settings = (rows: Map<string, string>): Settings => ({
    get: <Value>(key: string) => act(() => JSON.parse(rows.get(key) ?? 'null') as Value | null),
    set: (key, value) => act(() => void rows.set(key, JSON.stringify(value))),
    remove: (key) => act(() => void rows.delete(key)),
  });

  const collections = new Map<string, Collection<never>>();
  const collection = <Value>(name: string): Collection<Value> => {
    const one = (collections.get(name) as Collection<Value> | undefined) ?? collectionOf<Value>(name);
    collections.set(name, one as Collection<never>);
    return one;
  };

  const collectionOf = <Value>(name: string): Collection<Value> => {
    const watching = new Set<() => void>();
    const told = <T>(result: T): T => {
      for (const listener of watching) listener();
      return result;
    };
    const rows = disk.things.get(name) ?? new Map<string, string>();
    disk.things.set(name, rows);
    const read = (id: string): Value | null => JSON.parse(rows.get(id) ?? 'null') as Value | null;
    const change: Collection<Value>['change'] = (id, next) =>
      act(() => {
        const after = next(read(id));
        if (after === null) rows.delete(id);
        else rows.set(id, JSON.stringify(after));
        return told(after);
      });
    return {
      all: () => act(() => [...rows.keys()].map((id) => ({ id, value: read(id) as Value }))),
      get: (id) => act(() => read(id)),
      put: async (id, value) => void (await change(id, () => value)),
      change,
      remove: (id) => act(() => void told(rows.delete(id))),
      subscribe: (listener) => {
        watching.add(listener);
        return () => void watching.delete(listener);
      },
    };
  };

  function put(item: Omit<OutboxItem, 'seq'>): OutboxItem {
    disk.seq += 1;
    const kept = { ...item, seq: disk.seq };
    disk.items.set(item.id, kept);
    return kept;
  }

  const outbox: Outbox = {
    all: () => act(() => [...disk.items.values()]),
    add: (item) => act(() => put(item)),
    remove: (id) => act(() => void disk.items.delete(id)),
    refuse: (item) =>
      act(() => {
        disk.items.delete(item.id);
        disk.refused.set(item.id, item);
      }),
    refused: () => act(() => [...disk.refused.values()]),
    discardRefused: (id) => act(() => void disk.refused.delete(id)),
    retry: (refused, again) =>
      act(() => {
        disk.refused.delete(refused);
        return put(again);
      }),
  };

  const documents: DocumentStore = {
    load: (name) =>
      act(() => {
        const updates = disk.updates.get(name);
        if (updates === undefined) return null;
        return { updates: [...updates], hasSnapshot: false, rows: updates.length, bytes: updates.reduce((sum, one) => sum + one.length, 0) };
      }),
    append: (name, update) => act(() => void disk.updates.set(name, [...(disk.updates.get(name) ?? []), update])),
    replace: (name, snapshot) => act(() => void disk.updates.set(name, [snapshot])),
    erase: (name) =>
      act(() => {
        disk.updates.delete(name);
        disk.clientIds.delete(name);
      }),
    names: () => act(() => [...disk.updates.keys()]),
    clientId: (name) => act(() => disk.clientIds.get(name) ?? null),
    setClientId: (name, clientId) => act(() => void disk.clientIds.set(name, clientId)),
  };

  return {
    profile: { id: 'memory', createdAtMs: 0, openedAtMs: 0, protection: 'device', recovery: false },
    notes: {
      list: notHere, bin: notHere, get: notHere, search: notHere, create: notHere, save: notHere, rewrite: notHere,
      keepVersion: notHere, keepUndo: notHere, moveToBin: notHere, restore: notHere, erase: notHere, subscribe: () => () => undefined,
    },
    outbox,
    documents,
    drafts: settings(disk.drafts),
    settings: settings(disk.settings),
    collection: (name) => collection(name),
    hasThings: () => act(() => [...disk.things.values()].some((kind) => kind.size > 0)),
    copying: { contents: notHere, fill: notHere, wentOut: notHere, door: notHere },
    damage: { list: () => [], subscribe: () => () => undefined },
    setPassphrase: () => Promise.resolve(ok(undefined)),
    removePassphrase: () => Promise.resolve(ok(undefined)),
    setRecoveryKey: () => Promise.resolve(ok(undefined)),
    proves: () => Promise.resolve(true),
    close: () => Promise.resolve(),
    kill: () => {
      dead = true;
    },
  };
}
