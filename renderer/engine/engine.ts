import { parseDocumentName, chatDocument, type DocumentName } from '#shared/documents/names.ts';
import type { ChatId } from '#shared/ids.ts';
import { MARK, RATE } from '#shared/limits.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import { SYNC_PATH } from '#shared/protocol/codes.ts';
import { createApi, syncUrl } from '../api/client.ts';
import type { Vault } from '../vault/types.ts';
import { createAccountKeyCommands } from './account-keys.ts';
import { createChatHandle } from './chat-handle.ts';
import { segmentKey } from './chat-log.ts';
import { readKey } from './chat-session.ts';
import { createChats } from './chats.ts';
import { callAs, createCommands } from './commands.ts';
import type { Hint } from './connection.ts';
import { createDocuments } from './documents.ts';
import { createDraftBook, type DraftBook } from './draft-book.ts';
import { createHouseCommands } from './house.ts';
import { createHub, type WebSocketConstructor } from './hub.ts';
import { openOutbox } from './outbox.ts';
import { createPictures } from './pictures.ts';
import { createProfileCommands, type ProfileParts } from './profiles.ts';
import { createOwnDocuments } from './own-documents.ts';
import { createPace } from './pace.ts';
import { openQueueView } from './queue-view.ts';
import type { Rate } from './rate.ts';
import { createDerived } from './readable.ts';
import { createSelf } from './self.ts';
import { openSession } from './session.ts';
import { share } from './share.ts';
import { createSignOuts } from './sign-outs.ts';
import { createStartCommands } from './starts.ts';
import { createTherapistCommands } from './therapists.ts';
import type { Engine, RefusedMessage } from './types.ts';

export interface EngineOptions {
  readonly vault: Vault;
  /** `http…` address of the relay, the only host that is ever called. */
  readonly relayUrl: string;
  /** What this device is called in the list of one's devices. */
  readonly deviceName: string;
  /** What it says of itself when an account begins on it (F104); made up by chance. */
  readonly deviceKey?: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly WebSocket: WebSocketConstructor;
  readonly fetch: typeof globalThis.fetch;
  /** What the system says about network and window. Returns the way to stop. */
  onHint?(listener: (hint: Hint) => void): () => void;
  /** Told when the disk gives way. What could not be written is kept in memory and tried again. */
  onStorageFailure?(cause: unknown): void;
  /** Of the engine before this one on the same vault: what is being typed goes on in the same boxes. */
  readonly drafts?: DraftBook | null;
  /** How fast one may speak; the relay's own bounds unless it was set up otherwise. */
  readonly rates?: { readonly message: Rate; readonly guestMessage: Rate };
}

const CARD_WAIT_MS = 3_000;

/** Opens the engine of one vault, and begins to connect. Offline it serves what is on the device. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { vault, clock, timers, random } = options;
  const onStorageFailure = options.onStorageFailure ?? (() => undefined);
  const session = await openSession(vault.settings, onStorageFailure);
  const outbox = await openOutbox(vault.outbox, clock, random);
  const api = createApi({ relayUrl: options.relayUrl, fetch: options.fetch, timers, token: session.token });
  const hub = createHub({
    url: syncUrl(options.relayUrl, SYNC_PATH),
    token: () => session.ensure(api, options),
    checkSession: () => void self.refresh(),
    onAccountChanged: () => void self.refresh(),
    WebSocket: options.WebSocket,
    clock,
    timers,
    random,
  });
  const self = createSelf({ api, hub, session, timers });
  const documents = createDocuments({
    hub,
    store: vault.documents,
    timers,
    random,
    onStorageFailure,
    onDenied: () => void self.refresh(),
  });
  const own = createOwnDocuments(documents);
  const rates = options.rates ?? RATE;
  const rate = (): Rate => (session.actor()?.type === 'guest' ? rates.guestMessage : rates.message);
  const chats = createChats({
    documents,
    outbox,
    people: own,
    session,
    settings: vault.settings,
    timers,
    relayNowMs: hub.relayNowMs,
    isLive: hub.isLive,
    jitter: () => (random.bytes(1)[0] ?? 0) / 256,
    pace: createPace(timers, rate),
    markPace: createPace(timers, () => MARK.rateOfDevice),
    onStorageFailure,
    relayKeeps: hub.relayKeeps,
  });
  const signOuts = createSignOuts({ settings: vault.settings, api, timers, onStorageFailure });
  const commands = createCommands({ api, hub, session, signOuts, cardArrived });
  const call: ProfileParts['call'] = (name, params, body, query) => callAs({ api, hub }, name, params, body, query);
  const keys = createAccountKeyCommands({ api, hub, session });
  const profiles = createProfileCommands({ vault, clock, onStorageFailure, call });
  const starts = createStartCommands({ waiting: own.starts, call, cardArrived });
  const house = createHouseCommands({ vault, onStorageFailure, call });
  const pictures = createPictures({ vault, clock, timers, onStorageFailure, call, connection: hub.status, ownName: session.name });
  const therapists = createTherapistCommands({ vault, clock, onStorageFailure, call });
  const drafts = options.drafts ?? createDraftBook({ vault, clock, timers, onStorageFailure });
  const refused = createDerived<readonly RefusedMessage[]>((previous) => share(previous, outbox.allRefused()));
  let knownChats: ReadonlySet<ChatId> = new Set();
  let closing: Promise<void> | null = null;

  const stops = [
    session.identity.subscribe(openOwn),
    session.identity.subscribe(chats.invalidate),
    session.identity.subscribe(documents.retryDenied),
    outbox.subscribe(chats.invalidate),
    outbox.subscribe(refused.invalidate),
    own.subscribeCards(cardsChanged),
    hub.onChange(() => hub.isLive() && void self.refresh()),
    options.onHint?.(hinted) ?? (() => undefined),
    self.close,
  ];
  openOwn();
  hub.connect();
  void signOuts.tell();

  function openOwn(): void {
    const account = session.account();
    if (account !== null && closing === null) own.open(account);
  }

  function hinted(hint: Hint): void {
    hub.hint(hint);
    if (hint === 'online') void signOuts.tell();
    // Somebody came back to the window: a listener's role may have been given meanwhile.
    if (hint === 'visible' && hub.isLive()) void self.refresh();
  }

  function cardsChanged(): void {
    const cards = own.cards();
    chats.settle(cards);
    if (!own.areCardsLevel()) return;
    for (const chat of knownChats) if (!cards.has(chat)) void forgetChat(chat);
    knownChats = new Set(cards.keys());
    void forgetStrays();
  }

  /** Copies of chats that vanished while this device was away (D7). */
  async function forgetStrays(): Promise<void> {
    const kept = await vault.documents.names().catch(() => []);
    for (const name of kept) {
      const address = parseDocumentName(name);
      if (address?.kind !== 'chat' || drafts.isOpen(chatDocument(address.chat))) continue;
      if (own.areCardsLevel() && !own.cards().has(address.chat)) await forgetChat(address.chat);
    }
  }

  async function keptSegments(of: ChatId): Promise<readonly DocumentName[]> {
    return (await vault.documents.names().catch(() => [])).filter((name) => {
      const address = parseDocumentName(name);
      return address?.kind === 'chat' && address.chat === of;
    });
  }

  /** Everything this device holds of a chat goes, but for words of one's own that were never delivered. */
  async function forgetChat(chat: ChatId): Promise<void> {
    const subscribed = chats.session(chat);
    await subscribed?.log.forget().catch(onStorageFailure);
    const kept = (await keptSegments(chat)).map((name) => documents.erase(name));
    const settings = [segmentKey(chat), readKey(chat)].map((key) => vault.settings.remove(key));
    await Promise.all([...kept, ...settings, drafts.adopt(chatDocument(chat))]).catch(onStorageFailure);
  }

  function cardArrived(chat: ChatId): Promise<void> {
    if (own.card(chat) !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        timer.cancel();
        resolve();
      };
      const stop = own.subscribeCards(() => own.card(chat) !== null && finish());
      const timer = timers.after(CARD_WAIT_MS, finish);
    });
  }

  async function close(): Promise<void> {
    for (const stop of stops) stop();
    await drafts.flush();
    chats.close();
    own.close();
    await profiles.settled();
    await pictures.close();
    await house.settled();
    await therapists.settled();
    hub.close();
    await signOuts.close();
    await documents.close();
  }

  return {
    connection: hub.status,
    identity: session.identity,
    chats: chats.summaries,
    waiting: own.waiting,
    notices: own.notices,
    openChat(chat) {
      const { draft, giveBack } = drafts.open(chatDocument(chat));
      return createChatHandle(chat, {
        chats,
        outbox,
        session,
        draft,
        command: (name, of) => callAs({ api, hub }, name, { chat: of }, null),
        discardDraft: async () => void (await drafts.discard(chatDocument(chat))),
        closed: giveBack,
      });
    },
    openQueue: (ageGroup) => openQueueView(documents, ageGroup),
    drafts,
    profiles,
    pictures,
    starts,
    house,
    therapists,
    keys,
    refused,
    discardRefused: outbox.discardRefused,
    putBackRefused: outbox.putBackRefused,
    reconnect() {
      hub.connect();
      void signOuts.tell();
    },
    signOutsOwed: signOuts.owed,
    ...commands,
    close: () => (closing ??= close()),
  };
}
