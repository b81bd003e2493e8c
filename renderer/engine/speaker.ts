import * as decoding from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { MESSAGE } from '#shared/protocol/codes.ts';
import { parseRefusal, type HeardRefusal } from '#shared/protocol/refusal.ts';
import { ChannelSocket } from './channel.ts';
import type { Hub } from './hub.types.ts';

/** What one says of oneself in a document (W12). */
export interface Presence {
  readonly typing: boolean;
}

export type SpeakerEvent =
  | { readonly type: 'synced' }
  | { readonly type: 'update-sent'; readonly n: number; readonly step2: boolean }
  | { readonly type: 'receipt'; readonly count: number }
  | { readonly type: 'refusal'; readonly refusal: HeardRefusal }
  | { readonly type: 'presence' }
  | { readonly type: 'closed'; readonly code: number };

/** What was said and acknowledged on one channel, in numbers of updates (W5, W7). */
export interface ChannelProgress {
  readonly sent: number;
  /** The newest sync step 2, which carries everything that the relay lacked; null before the first. */
  readonly step2: number | null;
  readonly receipted: number;
}
const NO_PROGRESS: ChannelProgress = { sent: 0, step2: null, receipted: 0 };

export interface SpeakerOptions {
  readonly hub: Hub;
  readonly name: string;
  readonly doc: Y.Doc;
  /** The id that this device may write under (GATE G10); null where it never writes. */
  readonly clientId: number | null;
  beforeUpdate(): Promise<void>;
  tell(event: SpeakerEvent): void;
}

/** Sync and presence of one document over one channel at a time, spoken by the stock y-websocket provider. */
export interface Speaker {
  /** Call when the hub is live. */
  connect(): void;
  disconnect(): void;
  isSynced(): boolean;
  /** How far the present channel has come; zeros without one. */
  progress(): ChannelProgress;
  setPresence(presence: Presence | null): void;
  /** Presence of others, as the relay passes it on; nothing of it is believed but its form. */
  presences(): readonly unknown[];
  close(): void;
}

export function createSpeaker({ hub, name, doc, clientId, beforeUpdate, tell }: SpeakerOptions): Speaker {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  let progress = NO_PROGRESS;
  let presence: Presence | null = null;
  let taken = false;

  class DocumentSocket extends ChannelSocket {
    constructor() {
      super(hub, name, {
        beforeUpdate,
        updateSent: (n, step2) => {
          progress = { ...progress, sent: n, step2: step2 ? n : progress.step2 };
          tell({ type: 'update-sent', n, step2 });
        },
        isOwnPresence: (update) => isOnlyAbout(update, clientId),
        closed: (code) => tell({ type: 'closed', code }),
      });
      progress = NO_PROGRESS;
    }
  }

  const provider = new WebsocketProvider('samovar:', name, doc, {
    awareness,
    connect: false,
    // G14: refused structs must not spread between windows.
    disableBc: true,
    resyncInterval: -1,
    // Our machine alone decides when to come back; the provider's own timers then find nothing to do.
    shouldReconnect: () => false,
    WebSocketPolyfill: DocumentSocket as unknown as typeof WebSocket,
  });
  // The provider would leave a channel on which nothing was said for 30 s. Silence is the hub's to judge.
  // oxlint-disable-next-line no-underscore-dangle
  clearInterval(provider._checkInterval);
  provider.messageHandlers[MESSAGE.auth] = (_encoder, decoder) => {
    const refusal = decoding.readVarUint(decoder) === 0 ? parseRefusal(decoding.readVarString(decoder)) : null;
    // The relay's clock was set since we heard from it: what is written anew is dated by its next answer (RELIABILITY A6).
    if (refusal?.code === 'clock') hub.askTime();
    if (refusal !== null) tell({ type: 'refusal', refusal });
  };
  provider.messageHandlers[MESSAGE.receipt] = (_encoder, decoder) => {
    const count = decoding.readVarUint(decoder);
    progress = { ...progress, receipted: Math.max(progress.receipted, count) };
    tell({ type: 'receipt', count });
  };
  provider.on('sync', (synced: boolean) => {
    if (!synced) return;
    takeClientId();
    tell({ type: 'synced' });
  });
  const keepClientId = () => taken && takeClientId();
  doc.on('afterTransactionCleanup', keepClientId);
  awareness.on('change', (_changes: unknown, origin: unknown) => {
    if (origin !== 'local') tell({ type: 'presence' });
  });

  /**
   * Yjs gives a document a new id when it meets structs under its own that it did not write just now, which is what a
   * leased id brings after a reload. So the lease is taken up only after the first sync of a connection. The provider
   * keeps the id in two places, and breaks when they differ.
   */
  function takeClientId(): void {
    if (clientId === null || doc.clientID === clientId) return;
    taken = true;
    doc.clientID = clientId;
    if (awareness.clientID === clientId) return;
    awareness.clientID = clientId;
    // Others may still remember the clock of our last session under this id, and would take a lower one for old news.
    awareness.meta.set(clientId, { clock: Math.floor(hub.relayNowMs() / 1_000), lastUpdated: 0 });
    if (presence !== null) awareness.setLocalState({ ...presence });
  }

  return {
    connect: () => provider.connect(),
    disconnect() {
      if (presence !== null) awareness.setLocalState(null);
      presence = null;
      provider.disconnect();
    },
    isSynced: () => provider.synced,
    progress: () => progress,
    setPresence(wanted) {
      presence = wanted;
      if (taken) awareness.setLocalState(wanted === null ? null : { ...wanted });
    },
    presences: () => [...awareness.getStates()].filter(([id]) => id !== awareness.clientID).map(([, state]) => state),
    close() {
      doc.off('afterTransactionCleanup', keepClientId);
      provider.destroy();
      awareness.destroy();
    },
  };
}

/** True for an awareness update that speaks of one client id, the given one. */
function isOnlyAbout(update: Uint8Array, clientId: number | null): boolean {
  const decoder = decoding.createDecoder(update);
  return decoding.readVarUint(decoder) === 1 && decoding.readVarUint(decoder) === clientId;
}
