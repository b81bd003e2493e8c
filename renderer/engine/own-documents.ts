import type { InboxNotice, WaitingRequest } from '#shared/documents/inbox.ts';
import { inboxDocument, peopleDocument } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { Documents } from './documents.ts';
import type { DocumentHandle } from './document.ts';
import { EMPTY_LOG } from './log-view.ts';
import { readCards, readNotices, readWaiting, type Cards, type People } from './people.ts';
import { createDerived } from './readable.ts';
import { share } from './share.ts';
import { readStarts, type WaitingStart } from './starts.ts';
import type { Readable } from './types.ts';

/** The account's own documents, written by the relay alone: open as long as there is an account. */
export interface OwnDocuments extends People {
  readonly waiting: Readable<WaitingRequest | null>;
  readonly notices: Readable<readonly InboxNotice[]>;
  readonly starts: Readable<readonly WaitingStart[]>;
  cards(): Cards;
  /** Whether the cards are the relay's of now, and no older copy. */
  areCardsLevel(): boolean;
  subscribeCards(listener: () => void): () => void;
  open(account: AccountId): void;
  close(): void;
}

const NO_CARDS: Cards = new Map();

export function createOwnDocuments(documents: Documents): OwnDocuments {
  let inbox: DocumentHandle | null = null;
  let people: DocumentHandle | null = null;
  let level = false;
  const closers: (() => void)[] = [];
  const listeners = new Set<() => void>();
  let cards = NO_CARDS;

  const waiting = createDerived<WaitingRequest | null>((previous) =>
    inbox === null ? null : share(previous, readWaiting(inbox.view())),
  );
  const notices = createDerived<readonly InboxNotice[]>((previous) =>
    share(previous, readNotices(inbox?.view() ?? EMPTY_LOG)),
  );

  const starts = createDerived<readonly WaitingStart[]>((previous) => share(previous, readStarts(inbox?.view() ?? EMPTY_LOG)));

  function cardsChanged(): void {
    cards = people === null ? NO_CARDS : readCards(people.view());
    for (const listener of listeners) listener();
  }

  function inboxChanged(): void {
    waiting.invalidate();
    notices.invalidate();
    starts.invalidate();
  }

  return {
    waiting,
    notices,
    starts,
    cards: () => cards,
    card: (chat: ChatId) => cards.get(chat) ?? null,
    areCardsLevel: () => level,
    subscribeCards(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(account) {
      if (people !== null) return;
      const [mail, acquaintances] = [inboxDocument(account), peopleDocument(account)].map(documents.acquire);
      if (mail === undefined || acquaintances === undefined) return;
      inbox = mail.handle;
      people = acquaintances.handle;
      closers.push(
        mail.release,
        acquaintances.release,
        inbox.subscribe((event) => event.type === 'changed' && inboxChanged()),
        people.subscribe((event) => {
          if (event.type === 'synced') level = true;
          if (event.type === 'lost') level = false;
          if (event.type === 'changed' || event.type === 'synced') cardsChanged();
        }),
      );
      inboxChanged();
      cardsChanged();
    },
    close() {
      for (const closer of closers.splice(0)) closer();
    },
  };
}
