import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { parseDocumentName } from '#shared/documents/names.ts';
import { SHAPES } from '#shared/documents/shapes.ts';
import { CLOSE } from '#shared/protocol/codes.ts';
import { persistDocument, type DocumentPersistence } from '../vault/document-persistence.ts';
import { freshClientId, leaseClientId } from './client-id.ts';
import type { Access, DocumentEvent, DocumentHandle, DocumentOptions } from './document.ts';
import { EMPTY_LOG, readLog, type LogView, type ParsedEntries } from './log-view.ts';
import { createRetry } from './retry.ts';
import { createSpeaker, type Presence, type Speaker, type SpeakerEvent } from './speaker.ts';

interface Replica {
  readonly doc: Y.Doc;
  readonly clientId: number | null;
  readonly speaker: Speaker;
}

export function openDocument(options: DocumentOptions): DocumentHandle {
  const { name, hub, store, timers, random } = options;
  const kind = parseDocumentName(name)?.kind;
  if (kind === undefined) throw new Error(`no document is called ${name}`);
  const shape = SHAPES[kind];
  if (shape.shape !== 'log') throw new Error(`${name} is a page, and no log`);
  /** Where one never writes, no client id is spent. */
  const writes = kind === 'chat';
  const listeners = new Set<(event: DocumentEvent) => void>();
  const parsed: ParsedEntries = new WeakMap();
  let view: LogView | null = EMPTY_LOG;
  let access: Access = 'loading';
  let replica: Replica | null = null;
  let persistence: DocumentPersistence | null = null;
  /** Not level with the relay yet: until then the old one is shown and kept. */
  let successor: Replica | null = null;
  let rebuilt = false;
  let presence: Presence | null = null;
  let closing: Promise<void> | null = null;
  const retry = createRetry(timers, random, connect);
  let busy: Promise<unknown> = start();

  function tell(event: DocumentEvent): void {
    for (const listener of listeners) listener(event);
  }

  const changed = (): void => {
    view = null;
    tell({ type: 'changed' });
  };

  async function start(): Promise<void> {
    const doc = new Y.Doc();
    try {
      await options.after;
      await keep(doc);
      const clientId = writes ? await leaseClientId(store, name, random) : null;
      if (closing !== null) return doc.destroy();
      show(makeReplica(doc, clientId));
      if (current().entries.length > 0 || Object.keys(current().marks).length > 0) access = 'ready';
      tell({ type: 'loaded' });
    } catch (cause) {
      // Half a document written on would take clocks twice: it starts anew from the relay, under a fresh id.
      options.onStorageFailure(cause);
      doc.destroy();
      if (closing !== null) return;
      persistence = null;
      successor = makeReplica(new Y.Doc(), writes ? freshClientId(random) : null);
    }
    changed();
    connect();
  }

  /** Yjs marks an id that it meets again as taken, so none is set while the kept copy is read (speaker.ts). */
  async function keep(doc: Y.Doc): Promise<void> {
    persistence = persistDocument({ store, name, doc, timers, onFailure: options.onStorageFailure });
    await persistence.whenLoaded;
  }

  const beforeUpdate = (): Promise<void> => persistence?.flush().catch(options.onStorageFailure) ?? Promise.resolve();

  function makeReplica(doc: Y.Doc, clientId: number | null): Replica {
    const speaker = createSpeaker({ hub, name, doc, clientId, beforeUpdate, tell: (event) => hear(made, event) });
    const made: Replica = { doc, clientId, speaker };
    return made;
  }

  function show(shown: Replica): void {
    replica = shown;
    shown.doc.on('update', changed);
    view = null;
  }

  /** The replica that speaks: the successor while there is one. */
  const speaking = (): Replica | null => successor ?? replica;

  function connect(): void {
    if (closing !== null || access === 'gone' || retry.isPending() || !hub.isLive()) return;
    speaking()?.speaker.connect();
  }

  function disconnect(): void {
    retry.stop();
    presence = null;
    speaking()?.speaker.disconnect();
    tell({ type: 'lost' });
  }

  const stopListening = hub.onChange(() => (hub.isLive() ? connect() : disconnect()));

  function hear(from: Replica, event: SpeakerEvent): void {
    if (from !== speaking() || closing !== null) return;
    switch (event.type) {
      case 'synced':
        retry.succeeded();
        if (from === successor) busy = busy.then(() => succeed(from));
        else becomeReady();
        return;
      case 'closed':
        return afterClose(event.code);
      default:
        if (from === replica) tell(event); // while a successor reads, nothing of ours is under way
    }
  }

  function becomeReady(): void {
    const before = access;
    access = 'ready';
    if (before !== access) changed();
    if (replica === null) return;
    const event = { type: 'synced', progress: replica.speaker.progress(), rebuilt } as const;
    rebuilt = false;
    tell(event);
  }

  /** The relay closed the channel: what it said decides (PROTOCOL, "Close codes"). */
  function afterClose(code: number): void {
    tell({ type: 'lost' });
    if (code === CLOSE.gone) {
      busy = busy.then(forget);
    } else if (code === CLOSE.notFound || code === CLOSE.forbidden) {
      access = 'denied';
      changed();
      tell({ type: 'denied' });
    } else if (hub.isLive()) {
      retry.backOff();
    }
  }

  /** 4410: the copy goes, from memory and from disk. */
  async function forget(): Promise<void> {
    speaking()?.speaker.disconnect();
    await persistence?.close().catch(options.onStorageFailure);
    persistence = null;
    await store.erase(name).catch(options.onStorageFailure);
    for (const old of [replica, successor]) discard(old);
    replica = null;
    successor = null;
    access = 'gone';
    changed();
    tell({ type: 'gone' });
  }

  function discard(old: Replica | null): void {
    old?.doc.off('update', changed);
    old?.speaker.close();
    old?.doc.destroy();
  }

  /**
   * The successor is level with the relay: it takes the place of the old replica, in memory and on disk. Killed
   * between any two steps, the old copy is sent again after the restart, refused again, and rebuilt again.
   */
  async function succeed(heir: Replica): Promise<void> {
    if (closing !== null) return;
    if (heir !== successor) return heir === replica ? becomeReady() : undefined;
    try {
      await persistence?.close();
      if (heir.clientId !== null) await store.setClientId(name, heir.clientId);
      await store.replace(name, Y.encodeStateAsUpdateV2(heir.doc));
      await keep(heir.doc);
      await persistence?.compact(); // what arrived since `replace`
    } catch (cause) {
      options.onStorageFailure(cause);
    }
    const old = replica;
    successor = null;
    show(heir);
    discard(old);
    changed();
    rebuilt = true; // also when the connection has broken meanwhile: nothing was written since
    if (heir.speaker.isSynced()) becomeReady();
    else connect();
  }

  const current = (): LogView => (view ??= replica === null ? EMPTY_LOG : readLog(replica.doc, shape, parsed));

  return {
    name,
    access: () => access,
    view: current,
    isWritable: () => successor === null && access === 'ready' && replica?.speaker.isSynced() === true && writes,
    write(change) {
      if (replica === null) return null;
      const { doc, speaker } = replica;
      const before = speaker.progress().sent;
      doc.transact(() => change(logRoots(doc)));
      const { sent } = speaker.progress();
      return sent > before ? sent : null;
    },
    rebuild() {
      if (successor !== null || replica === null || closing !== null) return;
      presence = null;
      replica.speaker.disconnect();
      tell({ type: 'lost' });
      successor = makeReplica(new Y.Doc(), freshClientId(random));
      connect();
    },
    forget() {
      if (closing === null && access !== 'gone') busy = busy.then(forget);
      return busy.then(() => undefined);
    },
    retry() {
      if (access === 'denied') connect();
    },
    reopenAfter(delayMs) {
      speaking()?.speaker.disconnect();
      tell({ type: 'lost' });
      retry.after(delayMs);
    },
    setPresence(wanted) {
      if (presence?.typing === wanted?.typing) return;
      presence = wanted;
      replica?.speaker.setPresence(wanted);
    },
    presences: () => replica?.speaker.presences() ?? [],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= (async () => {
        stopListening();
        retry.stop();
        await busy;
        await persistence?.close().catch(options.onStorageFailure);
        for (const old of [successor, replica]) discard(old);
      })();
      return closing;
    },
  };
}
