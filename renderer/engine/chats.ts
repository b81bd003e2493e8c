import type { ChatCard } from '#shared/documents/people.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import { WIRE } from '#shared/limits.ts';
import { decide } from '#shared/policy/decide.ts';
import { chatLines, countUnread, factsOf, isTyping, type ChatSource } from './chat-view.ts';
import type { ChatPorts } from './chat-ports.ts';
import { createChatSession, type ChatSession } from './chat-session.ts';
import type { Cards } from './people.ts';
import { createDerived, type Derived } from './readable.ts';
import { share } from './share.ts';
import type { ChatSummary, ChatView, Readable } from './types.ts';

/** All chats of the account: which are subscribed, and what screens see of them. */
export interface Chats {
  readonly summaries: Readable<readonly ChatSummary[]>;
  view(chat: ChatId): Readable<ChatView>;
  /** Subscribed from now on; null once closed. */
  session(chat: ChatId): ChatSession | null;
  /** A screen shows it: it stays subscribed until `release`. */
  retain(chat: ChatId): void;
  release(chat: ChatId): void;
  /** The cards changed. */
  settle(cards: Cards): void;
  /** Something every view depends on changed: the identity, or the outbox. */
  invalidate(): void;
  close(): void;
}

interface Model {
  readonly session: ChatSession;
  readonly view: Derived<ChatView>;
  readonly summary: Derived<ChatSummary | null>;
  readonly stop: () => void;
}

/** Room on the socket for inbox, people and queues. */
const MAX_SUBSCRIBED = WIRE.maxChannelsPerSocket - 20;

/** For a chat whose card has not arrived yet. Nobody may do anything in it. */
const blankCard: ChatCard = {
  with: { account: 'relay' as AccountId, name: '…', type: 'guest' },
  role: 'seeker',
  state: 'open',
  topic: null,
  openedAtMs: 0,
  endedAtMs: null,
};

export function createChats(ports: ChatPorts): Chats {
  const { outbox, people, session } = ports;
  const models = new Map<ChatId, Model>();
  const retained = new Map<ChatId, number>();
  /** What a screen saw last of a chat that has gone. */
  const lastCards = new Map<ChatId, ChatCard>();
  let cards: Cards = new Map();
  let closed = false;

  const summaries = createDerived<readonly ChatSummary[]>((previous) => {
    const all = [...cards.keys()].flatMap((chat) => models.get(chat)?.summary.getSnapshot() ?? []);
    return share(previous, all.toSorted((a, b) => activityMs(b) - activityMs(a)));
  });

  function open(chat: ChatId): Model {
    const there = models.get(chat);
    if (there !== undefined) return there;
    const opened = createChatSession(chat, ports);
    const view = createDerived<ChatView>((previous) => share(previous, viewOf(opened)));
    const summary = createDerived<ChatSummary | null>((previous) => share(previous, summaryOf(opened)));
    const changed = () => {
      view.invalidate();
      summary.invalidate();
      summaries.invalidate();
    };
    const model: Model = { session: opened, view, summary, stop: opened.subscribe(changed) };
    models.set(chat, model);
    return model;
  }

  function close(chat: ChatId): void {
    const model = models.get(chat);
    models.delete(chat);
    model?.stop();
    model?.session.close();
  }

  function sourceOf(of: ChatSession, me: AccountId): ChatSource {
    const other = (cards.get(of.chat) ?? lastCards.get(of.chat))?.with.account ?? me;
    return {
      me,
      other,
      view: of.log.view(),
      outbox: outbox.items(of.chat),
      refused: new Set(outbox.refused(of.chat).map(({ id }) => id)),
      readHere: of.readHere(),
    };
  }

  function viewOf(of: ChatSession): ChatView {
    const card = cards.get(of.chat) ?? lastCards.get(of.chat) ?? blankCard;
    const me = session.account();
    const facts = factsOf(card, me ?? blankCard.with.account);
    const source = me === null ? null : sourceOf(of, me);
    const lines = source === null ? [] : chatLines(source);
    const access = of.log.access();
    return {
      chat: of.chat,
      card: access === 'gone' ? { ...card, state: 'expired' } : card,
      state: access === 'loading' ? 'loading' : 'ready',
      lines,
      hasEarlier: of.log.hasEarlier(),
      unread: source === null ? 0 : countUnread(source),
      otherTyping: me !== null && isTyping(of.log.presences(), me),
      messages: lines.filter(({ entry }) => entry.kind === 'message').length,
      refused: outbox.refused(of.chat).map(({ id, text, refusedAtMs, code, rule }) => ({ id, text, refusedAtMs, code, rule })),
      mayWrite: decide(session.actor(), { action: 'chat.write', chat: facts }),
      mayEnd: decide(session.actor(), { action: 'chat.end', chat: facts }),
      mayBlock: decide(session.actor(), { action: 'chat.block', chat: facts }),
    };
  }

  function summaryOf(of: ChatSession): ChatSummary | null {
    const card = people.card(of.chat);
    const me = session.account();
    if (card === null || me === null) return null;
    const source = sourceOf(of, me);
    const lines = chatLines(source);
    return {
      chat: of.chat,
      card,
      unread: countUnread(source),
      otherTyping: isTyping(of.log.presences(), me),
      // A message that was left stands before the line that the chat began (F158), and says more.
      last: (lines.findLast(({ entry }) => entry.kind === 'message' || entry.what !== 'opened') ?? lines.at(-1))?.entry ?? null,
      waitingToSend: source.outbox.length,
    };
  }

  /** Everything with words still to deliver, everything on screen, then open chats, then the newest, while there is room. */
  function wanted(): ReadonlySet<ChatId> {
    const byNeed = [...cards].toSorted(([, a], [, b]) => rank(a) - rank(b) || b.openedAtMs - a.openedAtMs);
    return new Set([...outbox.chats(), ...retained.keys(), ...byNeed.map(([chat]) => chat)].slice(0, MAX_SUBSCRIBED));
  }

  function settle(): void {
    if (closed || session.account() === null) return;
    const keep = wanted();
    for (const chat of models.keys()) if (!keep.has(chat)) close(chat);
    for (const chat of keep) open(chat);
    invalidate();
  }

  function invalidate(): void {
    for (const { view, summary } of models.values()) {
      view.invalidate();
      summary.invalidate();
    }
    summaries.invalidate();
  }

  return {
    summaries,
    view: (chat) => open(chat).view,
    session: (chat) => (closed ? null : (models.get(chat)?.session ?? null)),
    retain(chat) {
      retained.set(chat, (retained.get(chat) ?? 0) + 1);
      open(chat);
    },
    release(chat) {
      const left = (retained.get(chat) ?? 1) - 1;
      if (left > 0) return void retained.set(chat, left);
      retained.delete(chat);
      lastCards.delete(chat);
      settle();
    },
    settle(next) {
      for (const chat of retained.keys()) {
        const card = next.get(chat) ?? cards.get(chat);
        if (card !== undefined) lastCards.set(chat, card);
      }
      cards = next;
      settle();
      for (const model of models.values()) model.session.log.look();
    },
    invalidate,
    close() {
      closed = true;
      for (const chat of models.keys()) close(chat);
    },
  };
}

const rank = (card: ChatCard): number => (card.state === 'open' ? 0 : 1);

const activityMs = ({ last, card }: ChatSummary): number => last?.at ?? card.openedAtMs;

