import type { ChatMessage } from '#shared/documents/chat.ts';
import type { AccountId, ChatId, EntryId } from '#shared/ids.ts';
import { decide } from '#shared/policy/decide.ts';
import type { HeardRefusal } from '#shared/protocol/refusal.ts';
import { unreachable } from '#shared/result.ts';
import { WIRE } from '#shared/limits.ts';
import type { OutboxItem } from '../vault/types.ts';
import { openChatLog, type ChatLog } from './chat-log.ts';
import type { ChatPorts } from './chat-ports.ts';
import { factsOf } from './chat-view.ts';
import { backoffMs } from './come-back.ts';
import type { DocumentEvent } from './document.ts';
import { dueMarks, markKey, type MarkName } from './marks.ts';
import { createOneShots } from './one-shots.ts';
import { EMPTY_LANE, isHeldByRate, isUnderWay, nextLane, type Lane, type LaneEffect, type LaneEvent } from './outbox-lane.ts';
import { createListeners } from './readable.ts';

/** One chat while it is subscribed: its log, its lane of the outbox, typing and marks. */
export interface ChatSession {
  readonly chat: ChatId;
  readonly log: Pick<ChatLog, 'access' | 'view' | 'presences' | 'hasEarlier' | 'showEarlier' | 'look' | 'forget'>;
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
const NOT_THERE: HeardRefusal = { n: 1, code: 'denied', again: 'never', detail: 'the document is closed to us' };

export function createChatSession(chat: ChatId, ports: ChatPorts): ChatSession {
  const { outbox, timers, settings } = ports;
  const listeners = createListeners();
  let lane: Lane = EMPTY_LANE;
  let readHere: EntryId | null = null;
  let marksHushed = false;
  let closed = false;
  const { once, stop, close: stopAll } = createOneShots<'typing' | 'marks' | 'pump' | 'resync'>(timers);
  for (const item of outbox.items(chat)) apply({ type: 'added', id: item.id });
  loadReadHere().catch(ports.onStorageFailure);

  const log = openChatLog(chat, {
    documents: ports.documents,
    settings,
    range: () => ports.people.card(chat)?.segments ?? null,
    hasWords: () => outbox.items(chat).length > 0,
    isLive: ports.isLive,
    onStorageFailure: ports.onStorageFailure,
  });
  const stopLog = log.subscribe((event) => {
    hear(event);
    goOn();
  });

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
        apply({ type: 'opened', present: present(), progress: event.progress, rebuilt: event.rebuilt, full: log.isFull() });
        return marksSoon();
      case 'update-sent':
        return event.step2 ? apply({ type: 'step2-sent', n: event.n }) : undefined;
      case 'receipt':
        stop('resync');
        return apply(event);
      case 'refusal':
        stop('resync');
        if (event.refusal.code === 'storage') ports.relayKeeps(false);
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

  /** W21: the words that wait leave for the next segment when the fate of all that went into the closed one is known. */
  function goOn(): void {
    if (!log.isFull()) return;
    apply({ type: 'full' });
    if (!isUnderWay(lane)) log.moveOn();
  }

  /** Words that were given back must not go out with the copy that still holds them. */
  function loaded(): void {
    const held = present();
    apply({ type: 'loaded', present: held });
    if (outbox.refused(chat).some(({ id }) => held.has(id))) log.rebuild();
  }

  function present(): ReadonlySet<EntryId> {
    return new Set(log.written().entries.map(({ id }) => id));
  }

  function apply(event: LaneEvent): void {
    const step = nextLane(lane, event, ports.pace.budget());
    lane = step.lane;
    if (event.type === 'receipt' && step.effects.some((effect) => effect.do === 'remove')) ports.relayKeeps(true);
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
        return log.rebuild();
      case 'reopen':
        return log.reopenAfter(backoffMs(effect.attempt, ports.jitter()));
      case 'expect-resync':
        return once('resync', 2 * WIRE.resyncIntervalMs, () => log.reopenAfter(0));
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
    if (item === undefined || author === null || !log.isWritable()) return apply({ type: 'appended', id, n: null });
    const entry: ChatMessage = { id, author, at: ports.relayNowMs(), kind: 'message', text: item.text };
    ports.pace.spend(1);
    apply({ type: 'appended', id, n: log.write(({ entries }) => entries.push([entry])) });
  }

  function marksSoon(): void {
    once('marks', MARKS_DELAY_MS, setMarks);
  }

  function setMarks(): void {
    const me = ports.session.account();
    if (me === null || marksHushed || !log.isWritable() || !mayMark(me)) return;
    const due = dueMarks(log.view(), me, readHere);
    const names = Object.keys(due) as MarkName[];
    if (names.length === 0) return;
    if (ports.markPace.budget() < 1) return once('marks', Math.max(MARKS_DELAY_MS, ports.markPace.untilNextMs()), setMarks);
    ports.markPace.spend(names.length);
    log.write(({ marks }) => {
      for (const name of names) marks.set(markKey(me, name), { entry: due[name] });
    });
  }

  function mayMark(me: AccountId): boolean {
    const card = ports.people.card(chat);
    return card !== null && decide(ports.session.actor(), { action: 'chat.mark', chat: factsOf(card, me) }).allowed;
  }

  function stopTyping(): void {
    stop('typing');
    log.setPresence(null);
  }

  return {
    chat,
    log,
    readHere: () => readHere,
    deliver(item) {
      stopTyping();
      apply({ type: 'added', id: item.id });
      listeners.tell();
    },
    typing() {
      if (!log.isWritable()) return;
      log.setPresence({ typing: true });
      stop('typing');
      once('typing', TYPING_MS, stopTyping);
    },
    markRead() {
      const newest = log.view().entries.at(-1);
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
      stopAll();
      stopLog();
      log.close();
    },
  };
}
