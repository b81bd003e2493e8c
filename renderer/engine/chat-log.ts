import { chatDocument } from '#shared/documents/names.ts';
import { UNCUT, type SegmentRange } from '#shared/documents/segments.ts';
import type { ChatId } from '#shared/ids.ts';
import type { Settings } from '../vault/types.ts';
import type { Access, DocumentEvent, DocumentHandle } from './document.ts';
import type { Documents } from './documents.ts';
import { EMPTY_LOG, type LogView } from './log-view.ts';
import { openSegment, type OpenSegment } from './open-segment.ts';
import { joinViews, lookBack } from './segment-view.ts';

export interface ChatLogPorts {
  readonly documents: Documents;
  readonly settings: Settings;
  /** The segments of the chat, as its card says; null without a card. */
  range(): SegmentRange | null;
  /** Words wait for their receipt: where they were tried last has to be looked at before they go anywhere else. */
  hasWords(): boolean;
  isLive(): boolean;
  onStorageFailure(cause: unknown): void;
}

/** All segments of a chat as one document: shown as one, written at its end (PROTOCOL, "Long logs"). */
export interface ChatLog extends Pick<DocumentHandle, 'rebuild' | 'write' | 'isWritable' | 'reopenAfter' | 'setPresence'> {
  access(): Access;
  /** Everything that is open, oldest first, each entry once. */
  view(): LogView;
  /** What the segment holds into which words are written. */
  written(): LogView;
  presences(): readonly unknown[];
  /** That segment is closed: once nothing of ours is under way in it any more, call `moveOn`. */
  isFull(): boolean;
  /** Goes on in the newest segment. What was not in the closed one is in none (W21). */
  moveOn(): void;
  hasEarlier(): boolean;
  showEarlier(): void;
  /** The card may say something else now. */
  look(): void;
  /** Forgets every segment that is open; the rest is on disk. */
  forget(): Promise<void>;
  /** Events of the segment into which words are written, and `changed` and `presence` of all. */
  subscribe(listener: (event: DocumentEvent) => void): () => void;
  close(): void;
}

/** Where words were tried last; no row means: in the head. */
export const segmentKey = (chat: ChatId): string => `segment/${chat}`;

export function openChatLog(chat: ChatId, ports: ChatLogPorts): ChatLog {
  const { documents, settings } = ports;
  const open = new Map<number, OpenSegment>();
  const listeners = new Set<(event: DocumentEvent) => void>();
  /** Null until it is known. */
  let writing: number | null = null;
  /** Words go somewhere else than they were tried: what is not there was not said. */
  let moved = false;
  /** What was answered with 4410 is not asked for again. */
  let erasedBelow = 0;
  let wantedFrom = Infinity;
  let gone = false;
  let closed = false;
  let joined: LogView | null = null;

  void begin().catch(ports.onStorageFailure);
  look();

  function tell(event: DocumentEvent): void {
    for (const listener of listeners) listener(event);
  }

  function range(): SegmentRange {
    const told = ports.range() ?? UNCUT;
    return { ...told, first: Math.max(told.first, erasedBelow) };
  }

  /** As far as anybody has told: the card, or a closed segment that is here. */
  function newest(): number {
    let known = Math.max(range().newest, writing ?? 0);
    for (const { continuation } of open.values()) known = Math.max(known, continuation() ?? 0);
    return known;
  }

  async function begin(): Promise<void> {
    const kept = (await settings.get<number>(segmentKey(chat))) ?? 0;
    if (closed) return;
    await writeInto(ports.hasWords() ? kept : Math.max(kept, newest()), kept);
  }

  /** Kept on disk before the first word goes there: after a restart its fate is looked up where it was tried. */
  async function writeInto(segment: number, kept: number): Promise<void> {
    if (segment !== kept) await settings.set(segmentKey(chat), segment);
    if (closed) return;
    writing = segment;
    moved = segment !== kept;
    const { handle, progress } = at(segment);
    if (handle.access() === 'ready') tell({ type: 'loaded' });
    const level = progress();
    if (level !== null && handle.isWritable()) hear(segment, { type: 'synced', progress: level, rebuilt: false });
    look();
  }

  function at(segment: number): OpenSegment {
    const there = open.get(segment);
    if (there !== undefined) return there;
    const opened = openSegment(documents, chatDocument(chat, segment), (event) => hear(segment, event));
    open.set(segment, opened);
    joined = null;
    return opened;
  }

  function hear(segment: number, event: DocumentEvent): void {
    joined = null;
    if (event.type === 'gone') {
      if (segment !== writing) drop(segment);
    } else if (segment === writing) {
      tell(event.type === 'synced' ? { ...event, rebuilt: event.rebuilt || moved } : event);
      if (event.type === 'synced') moved = false;
    } else if (event.type === 'changed' || event.type === 'presence') {
      tell(event);
    }
    look();
  }

  /** Retention has erased a segment: it leaves the screen as it left the relay. */
  function drop(segment: number): void {
    open.get(segment)?.close();
    open.delete(segment);
    erasedBelow = Math.max(erasedBelow, segment + 1);
    tell({ type: 'changed' });
  }

  /** The segment that words go into is erased. The chat goes on in a newer one, as the head will say, or is gone. */
  function lookForTheRest(from: number): void {
    if (newest() > from) {
      writing = null;
      drop(from);
      goTo(newest(), from);
    } else if (from === 0 || at(0).handle.access() === 'gone') {
      gone = true;
      tell({ type: 'gone' });
    }
  }

  function moveOn(): void {
    if (writing !== null && newest() > writing && !closed) goTo(newest(), writing);
  }

  function goTo(to: number, from: number): void {
    writing = null; // before anybody hears of it, and asks whether this one is full
    tell({ type: 'lost' });
    writeInto(to, from).catch((cause: unknown) => {
      ports.onStorageFailure(cause);
      writing = from; // the disk said no: asked again with the next thing that happens
    });
  }

  /** Opens what should be on screen and is not yet. */
  function look(): void {
    if (closed || gone) return;
    if (writing !== null && open.get(writing)?.handle.access() === 'gone') lookForTheRest(writing);
    lookBack({
      range: { ...range(), newest: newest() },
      wantedFrom,
      online: ports.isLive(),
      look: (segment) => at(segment).held(),
    });
  }

  /** The unbroken run up to the newest. What somebody reads does not vanish from it because more was said. */
  function lowest(): number {
    let segment = newest();
    while (open.has(segment - 1)) segment -= 1;
    return segment;
  }

  function shown(): readonly OpenSegment[] {
    const from = lowest();
    return [...open].filter(([segment]) => segment >= from).toSorted(([a], [b]) => a - b).map(([, one]) => one);
  }

  const current = (): OpenSegment | null => (writing === null ? null : (open.get(writing) ?? null));
  const isFull = (): boolean => (current()?.continuation() ?? null) !== null;

  return {
    access() {
      if (gone) return 'gone';
      const all = shown().map(({ handle }) => handle.access());
      return all.includes('ready') ? 'ready' : (all.at(-1) ?? 'loading');
    },
    view: () => (joined ??= joinViews(shown().map(({ handle }) => handle.view()))),
    written: () => current()?.handle.view() ?? EMPTY_LOG,
    presences: () => open.get(newest())?.handle.presences() ?? [],
    isWritable: () => !isFull() && current()?.handle.isWritable() === true,
    isFull,
    moveOn,
    write: (change) => current()?.handle.write(change) ?? null,
    rebuild: () => current()?.handle.rebuild(),
    reopenAfter: (delayMs) => current()?.handle.reopenAfter(delayMs),
    setPresence: (presence) => current()?.handle.setPresence(presence),
    hasEarlier: () => lowest() > range().first,
    showEarlier() {
      wantedFrom = Math.max(range().first, lowest() - 1);
      look();
      tell({ type: 'changed' });
    },
    look,
    async forget() {
      await Promise.all([...open.values()].map(({ handle }) => handle.forget()));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      for (const one of open.values()) one.close();
    },
  };
}
