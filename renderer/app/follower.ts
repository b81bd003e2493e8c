import type { Clock, Random, Timers } from '#shared/ports.ts';
import type { DraftBook } from '../engine/draft-book.ts';
import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/types.ts';
import type { Settings, Vault } from '../vault/types.ts';
import type { Feature } from './feature.ts';
import { Elsewhere } from './Elsewhere.tsx';

/** What a window shows that does not lead: the parts that speak with the relay say where they are. */
export const followerFeatures = (features: readonly Feature[]): readonly Feature[] =>
  features.map((feature) =>
    feature.leads === true
      ? {
          ...feature,
          routes: feature.routes.map(({ path }) => ({ path, Screen: Elsewhere })),
          // A count that stands still would be wrong, and two windows would call the person twice.
          places: (feature.places ?? []).map(({ Mark: _mark, ...place }) => place),
          home: [],
        }
      : feature,
  );

/**
 * The engine of a window that does not lead: it shows what is kept, has the drafts, and neither calls the relay nor
 * writes documents, messages or the session, which belong to the window that leads.
 */
export async function createFollowerEngine(
  vault: Vault,
  ports: { clock: Clock; timers: Timers; random: Random; onStorageFailure(): void; drafts?: DraftBook | null },
): Promise<Engine> {
  const engine = await createEngine({
    ...ports,
    vault: onlyToRead(vault),
    relayUrl: 'http://relay.invalid',
    deviceName: '',
    fetch: () => Promise.reject(new TypeError('another window speaks with the relay')),
    WebSocket: NeverOpens as unknown as typeof WebSocket,
  });
  return { ...engine, connection: { getSnapshot: () => OFFLINE, subscribe: () => () => undefined } };
}

const OFFLINE = { at: 'offline' } as const;

/** A socket of nobody: it says at once that it is closed. */
class NeverOpens extends EventTarget {
  readonly readyState = 3;
  binaryType = 'arraybuffer';

  constructor() {
    super();
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  }

  send(): void {}

  close(): void {}
}

const nothing = (): Promise<void> => Promise.resolve();

/** The person's own things are shared by all windows; what the engine keeps for itself is the leading one's. */
function onlyToRead(vault: Vault): Vault {
  return {
    ...vault,
    documents: { ...vault.documents, append: nothing, replace: nothing, erase: nothing, setClientId: nothing },
    outbox: { ...vault.outbox, all: async () => [], refused: async () => [] },
    settings: besides(vault.settings),
  };
}

/** What is set here is read here, and never reaches the disk. */
function besides(settings: Settings): Settings {
  const own = new Map<string, unknown>();
  return {
    get: async <Value>(key: string) => (own.has(key) ? ((own.get(key) ?? null) as Value | null) : settings.get<Value>(key)),
    set: async (key, value) => void own.set(key, value),
    remove: async (key) => void own.set(key, null),
  };
}
