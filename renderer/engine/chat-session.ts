import type { ChatMessage } from '#shared/documents/chat.ts';
import { chatDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId, EntryId } from '#shared/ids.ts';
import type { TimerHandle, Timers } from '#shared/ports.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Refusal } from '#shared/protocol/refusal.ts';
import { unreachable } from '#shared/result.ts';
import { WIRE } from '#shared/limits.ts';
import type { OutboxItem, Settings } from '../vault/types.ts';
import { factsOf } from './chat-view.ts';
import { backoffMs } from './connection.ts';
import type { DocumentEvent, DocumentHandle } from './document.ts';
import type { Documents } from './documents.ts';
import { dueMarks, markKey, type MarkName } from './marks.ts';
import type { Outbox } from './outbox.ts';
import { EMPTY_LANE, isHeldByRate, nextLane, type Lane, type LaneEffect, type LaneEvent } from './outbox-lane.ts';
import type { People } from './people.ts';
import { createListeners } from './readable.ts';
import type { Session } from './session.ts';

/** What all chats of an engine share. */
export interface ChatPorts {
  readonly documents: Documents;
  readonly outbox: Outbox;
  readonly people: People;
  readonly session: Session;
  readonly settings: Settings;
  readonly timers: Timers;
  relayNowMs(): number;
  jitter(): number;
  readonly pace: Pace;
  onStorageFailure(cause: unknown): void;
}

/** How fast one account may speak, over all its chats. */
export interface Pace {
  budget(): number;
  spend(count: number): void;
  untilNextMs(): number;
}

/** One chat while it is subscribed: its document, its lane of the outbox, typing and marks. */
export interface ChatSession {
  readonly chat: ChatId;
  readonly document: DocumentHandle;
  readHere(): EntryId | null;
  /** Hands a message that is on disk already to the lane. */
  deliver(item: OutboxItem): void;
  typing(): void;
  markRead(): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

const TYPING_MS = 4_000;
const MARKS_DELAY_MS = 250;
const SOONEST_PUMP_MS = 10;
export const readKey = (chat: ChatId): string => `read/${chat}`;
/** What becomes of words in a chat that is not there any more, or not ours. */
const NOT_THERE: Refusal = { n: 1, code: 'denied', again: 'never', detail: 'the document is closed to us' };

export function createChatSession(chat: ChatId, ports: ChatPorts): ChatSession {
  const { outbox, timers, settings } = ports;
  const { handle, release } = ports.documents.acquire(chatDocument(chat));
  const listeners = createListeners();
  let lane: Lane = EMPTY_LANE;
  let readHere: EntryId | null = null;
  let marksHushed = false;
  let closed = false;
  const pending: Partial<Record<'typing' | 'marks' | 'pump' | 'resync', TimerHandle>> = {};
  for (const item of outbox.items(chat)) apply({ type: 'added', id: item.id });
  loadReadHere().catch(ports.onStorageFailure);

  const stopDocument = handle.subscribe(hear);
  if (handle.access() !== 'loading') loaded();

  async function loadReadHere(): Promise<void> {
    const kept = await settings.get<EntryId>(readKey(chat));
    readHere ??= kept;
    listeners.tell();
    marksSoon();
  }

  function hear(event: DocumentEvent): void {
    switch (event.type) {
      case 'changed':
        marksSoon();
        return listeners.tell();
      case 'presence':
        return listeners.tell();
      case 'loaded':
        return loaded();
      case 'synced':
        apply({ type: 'opened', present: present(), progress: event.progress, rebuilt: event.rebuilt });
        return marksSoon();
      case 'update-sent':
        return event.step2 ? apply({ type: 'step2-sent', n: event.n }) : undefined;
      case 'receipt':
      case 'refusal':
        stop('resync');
        return apply(event);
      case 'lost':
        stop('resync');
        return apply(event);
      case 'denied':
        return apply({ type: 'denied', refusal: NOT_THERE });
      case 'gone':
        return apply({ type: 'denied', refusal: { ...NOT_THERE, rule: 'P19-chat-gone' } });
      default:
        return unreachable(event);
    }
  }

  /** Words that were given back must not go out with the copy that still holds them. */
  function loaded(): void {
    const held = present();
    apply({ type: 'loaded', present: held });
    if (outbox.refused(chat).some(({ id }) => held.has(id))) handle.rebuild();
  }

  function present(): ReadonlySet<EntryId> {
    return new Set(handle.view().entries.map(({ id }) => id));
  }

  function apply(event: LaneEvent): void {
    const step = nextLane(lane, event, ports.pace.budget());
    lane = step.lane;
    for (const effect of step.effects) perform(effect);
    if (isHeldByRate(lane)) pumpSoon();
  }

  /**
   * A look later, always: by now the rate may allow what it did not allow a moment ago, when the lane was asked, and
   * nothing else would come to move the words on.
   */
  function pumpSoon(): void {
    once('pump', Math.max(SOONEST_PUMP_MS, ports.pace.untilNextMs()), () => apply({ type: 'pump' }));
  }

  function perform(effect: LaneEffect): void {
    switch (effect.do) {
      case 'append':
        return append(effect.id);
      case 'remove':
        return void outbox.remove(effect.id).catch(ports.onStorageFailure);
      case 'refuse':
        return void outbox.refuse(effect.id, effect.refusal).catch(ports.onStorageFailure);
      case 'rebuild':
        return handle.rebuild();
      case 'reopen':
        return handle.reopenAfter(backoffMs(effect.attempt, ports.jitter()));
      case 'expect-resync':
        return once('resync', 2 * WIRE.resyncIntervalMs, () => handle.reopenAfter(0));
      case 'hush-marks':
        marksHushed = true;
        return;
      default:
        return unreachable(effect);
    }
  }

  /** DESIGN §5, Order: appended when it is delivered, dated then, by the relay's clock (W17). */
  function append(id: EntryId): void {
    const item = outbox.items(chat).find((one) => one.id === id);
    const author = ports.session.account();
    if (item === undefined || author === null || !handle.isWritable()) return apply({ type: 'appended', id, n: null });
    const entry: ChatMessage = { id, author, at: ports.relayNowMs(), kind: 'message', text: item.text };
    ports.pace.spend(1);
    apply({ type: 'appended', id, n: handle.write(({ entries }) => entries.push([entry])) });
  }

  function once(what: keyof typeof pending, delayMs: number, run: () => void): void {
    if (closed) return;
    pending[what] ??= timers.after(delayMs, () => {
      delete pending[what];
      run();
    });
  }

  function stop(what: keyof typeof pending): void {
    pending[what]?.cancel();
    delete pending[what];
  }

  function marksSoon(): void {
    once('marks', MARKS_DELAY_MS, setMarks);
  }

  function setMarks(): void {
    const me = ports.session.account();
    if (me === null || marksHushed || !handle.isWritable() || !mayMark(me)) return;
    const due = dueMarks(handle.view(), me, readHere);
    const names = Object.keys(due) as MarkName[];
    if (names.length === 0) return;
    handle.write(({ marks }) => {
      for (const name of names) marks.set(markKey(me, name), { entry: due[name] });
    });
  }

  function mayMark(me: AccountId): boolean {
    const card = ports.people.card(chat);
    return card !== null && decide(ports.session.actor(), { action: 'chat.mark', chat: factsOf(card, me) }).allowed;
  }

  function stopTyping(): void {
    stop('typing');
    handle.setPresence(null);
  }

  return {
    chat,
    document: handle,
    readHere: () => readHere,
    deliver(item) {
      stopTyping();
      apply({ type: 'added', id: item.id });
      listeners.tell();
    },
    typing() {
      if (!handle.isWritable()) return;
      handle.setPresence({ typing: true });
      stop('typing');
      once('typing', TYPING_MS, stopTyping);
    },
    markRead() {
      const newest = handle.view().entries.at(-1);
      if (newest === undefined || newest.id === readHere) return;
      readHere = newest.id;
      void settings.set(readKey(chat), readHere).catch(ports.onStorageFailure);
      listeners.tell();
      marksSoon();
    },
    subscribe: listeners.subscribe,
    close() {
      if (closed) return;
      closed = true;
      for (const what of Object.keys(pending) as (keyof typeof pending)[]) stop(what);
      stopDocument();
      release();
    },
  };
}
