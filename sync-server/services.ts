import { inboxDocument } from '#shared/documents/names.ts';
import type { SegmentLimits } from '#shared/documents/segments.ts';
import type { AccountId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import type { Clock } from '#shared/ports.ts';
import { createAccountData, type AccountData } from './accounts/account-data.ts';
import { createAccountKeys, type AccountKeys } from './accounts/account-keys.ts';
import { eraseOwnWords } from './accounts/account-words.ts';
import { createAccounts, finishErasures, type AccountEvents, type Accounts } from './accounts/accounts.ts';
import { eraseIdleGuests } from './accounts/idle-guests.ts';
import { createListeners, type Listeners } from './accounts/listeners.ts';
import { createPasswordHasher } from './accounts/password-hash.ts';
import { createSessions, type Sessions } from './accounts/sessions.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/open.ts';
import { createLiveDocuments, type LiveDocuments } from './documents/live-documents.ts';
import { SqlDocumentStore } from './documents/store.sql.ts';
import { wipeCards } from './forgetting.ts';
import { createGate } from './gate/gate.ts';
import { createHouse, type House } from './house/house.ts';
import { createMatching, type Matching } from './matching/matching.ts';
import { createDirectoryKeeper, type DirectoryKeeper } from './people/directory-keeper.ts';
import { createPresence, type Presence } from './people/presence.ts';
import { createPictures, type Pictures } from './people/pictures.ts';
import { createProfiles, type Profiles } from './people/profiles.ts';
import type { Directory, Log } from './ports.ts';
import { forgetOldFacts } from './retention/old-facts.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import type { SystemPorts } from './system.ts';

/** What the relay knows and does, apart from how it is reached. */
export interface RelayServices {
  readonly accounts: Accounts;
  readonly keys: AccountKeys;
  readonly data: AccountData;
  readonly listeners: Listeners;
  readonly sessions: Sessions;
  readonly documents: LiveDocuments;
  readonly matching: Matching;
  readonly retention: Retention;
  readonly directory: Directory;
  readonly profiles: Profiles;
  readonly pictures: Pictures;
  readonly house: House;
  /** Makes the directory whole after a start. */
  readonly directoryKeeper: DirectoryKeeper;
  /** Who is connected; the sockets tell it. */
  readonly presence: Presence;
  /** What erasures have left undone, but for those that began less than `restMs` ago. One call at a time. Gives how many were finished. */
  finishErasures(restMs?: number): Promise<number>;
  /** What has been kept long enough, of guests whom nobody is any more and of who asked and talked when (RELIABILITY H4). */
  forgetOld(): Promise<void>;
  /** Somebody changed the account outside its own commands. */
  accountChanged(account: AccountId): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** What tests and benches set lower than an operator would. */
export interface ServiceLimits {
  /** Where long logs are cut. */
  readonly segment?: SegmentLimits;
  /** For how long a document that nobody uses stays in memory. */
  readonly documentIdleMs?: number;
}

/**
 * Wires services and documents, each of which asks the other: services write documents, documents ask services who
 * may. The knot is tied here, by functions that look up the other side when they are called.
 */
export function createServices(
  config: Config,
  ports: SystemPorts & { readonly log: Log; readonly ageing: Clock; readonly steady: Clock },
  database: Database,
  limits: ServiceLimits = {},
): RelayServices {
  const { clock, ageing, steady, timers, random, log } = ports;
  const { db, checkpoint } = database;
  const sessions = createSessions({
    db, clock: ageing, steady, random, guestIdleMs: config.guestIdleMs,
    tookOver: (device) => documents.closeDevice(device, 'renewed'),
    ended: (device) => documents.closeDevice(device),
  });
  const events: AccountEvents = {
    changed: (account) => accountChanged(account),
    deviceClosed: (device, why) => documents.closeDevice(device, why),
    signedIn: async (account, device) => {
      // By the name that its person gave it, which is what the list of devices shows.
      const opened = await db.selectFrom('sessions').select('device_name').where('device', '=', device).executeTakeFirst();
      if (opened !== undefined) await matching.projector.announceSignIn(account, opened.device_name, clock.nowMs(), device);
    },
    forgotten: async (account) => {
      await documents.refreshAccount(account);
      await matching.forgetAccount(account);
      // Not before: until here first words may still come into a chat in its name. Cut short, a start of the relay does all of this anew.
      await eraseOwnWords({ db, documents, log }, account);
      await wipeCards({ db, documents, log }, account);
      await matching.accountChanged(account);
    },
    erased: () => documents.cleanFiles(),
  };
  const accountPorts = { db, clock, random, sessions, hasher: createPasswordHasher(random), events };
  const accounts = createAccounts(accountPorts);
  const directory: Directory = {
    authenticate: (token) => sessions.dial(token),
    actor: (account) => accounts.actor(account),
    facts: (address, reader) => matching.facts(address, reader),
  };
  const store = new SqlDocumentStore(db, clock);
  const isWritable = (): boolean => database.state().at === 'writable';
  const documents = createLiveDocuments({
    store, directory, createGate, clock, timers, random, log, checkpoint, isWritable,
    limits,
    continued: ({ log: name }) => matching.continued(name),
  });
  const actorOf = directory.actor;
  const { windowMessages, windowMs } = config;
  const matching = createMatching({
    db, documents, actorOf, clock, ageing, random, timers, log,
    isHere: (account) => presence.isHere(account),
    // What retention has cut off is not counted any more.
    limits: { countedMessages: Math.min(CHAT.countedMessages, windowMessages), chatsBeforeStarting: config.chatsBeforeStarting },
  });
  const { projector } = matching;
  const retention = createRetention({
    db, documents, projector, checkpoint, clock: ageing, timers, log,
    window: { windowMessages, windowMs },
  });
  const presence: Presence = createPresence({
    timers, log,
    moved: async (moved) => {
      await profiles.relist(moved);
      await matching.starts.lookAgain(moved); // who is away is free for nobody, like whoever says so (F160)
    },
  });
  const profiles = createProfiles({
    db, clock, random, actorOf, isHere: presence.isHere, neededChats: config.chatsBeforeStarting, shares: matching.starts.shares,
    changed: (account) => accountChanged(account),
    said: (account) => matching.starts.lookAgain([account]),
  });
  const directoryKeeper = createDirectoryKeeper({ db, log, relist: (moved) => profiles.relist(moved) });
  const accountChanged = async (account: AccountId): Promise<void> => {
    // First what needs no write: whoever lost a right loses it in open connections too, even where the store fails (D3).
    await documents.refreshAccount(account);
    try {
      await profiles.relist([account]);
    } finally {
      await matching.accountChanged(account); // which begins in the same way with those whom it talks to
    }
  };

  const guestsLeft = new Set<AccountId>();
  let finishing: Promise<number> | null = null;
  return {
    accounts,
    keys: createAccountKeys({ ...accountPorts, timers }),
    data: createAccountData({ ...accountPorts, documents, log }),
    listeners: createListeners(accountPorts),
    sessions,
    documents,
    matching,
    retention,
    directory,
    profiles,
    pictures: createPictures({ db, clock, timers, random, erased: () => documents.cleanFiles() }),
    house: createHouse({ db, clock, ageing, changed: accountChanged, erased: events.erased }),
    presence,
    directoryKeeper,
    accountChanged,
    forgetOld: async () => {
      const { guestIdleMs } = config;
      const guests = await eraseIdleGuests({ ...accountPorts, documents, log, steady, guestIdleMs, isHere: presence.isHere, left: guestsLeft });
      if (guests > 0) log.info('guests-erased', { count: guests });
      for (const account of await forgetOldFacts(db, ageing.nowMs())) await projector.project(inboxDocument(account));
    },
    finishErasures: (restMs) =>
      (finishing ??= finishErasures({ ...accountPorts, log }, restMs).finally(() => {
        finishing = null;
      })),
    close: async () => {
      await presence.close();
      await directoryKeeper.close();
      await retention.close();
      await matching.close();
      await documents.close();
    },
  };
}
