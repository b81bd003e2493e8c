import type { SegmentLimits } from '#shared/documents/segments.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Clock } from '#shared/ports.ts';
import { createAccounts, type AccountEvents, type Accounts } from './accounts/accounts.ts';
import { createPasswordHasher } from './accounts/password-hash.ts';
import { createSessions, type Sessions } from './accounts/sessions.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/open.ts';
import { createLiveDocuments, type LiveDocuments } from './documents/live-documents.ts';
import { SqlDocumentStore } from './documents/store.sql.ts';
import { wipeCards } from './forgetting.ts';
import { createGate } from './gate/gate.ts';
import { createMatching, type Matching } from './matching/matching.ts';
import type { Directory, Log } from './ports.ts';
import { createRetention, type Retention } from './retention/retention.ts';
import type { SystemPorts } from './system.ts';

/** What the relay knows and does, apart from how it is reached. */
export interface RelayServices {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly documents: LiveDocuments;
  readonly matching: Matching;
  readonly retention: Retention;
  readonly directory: Directory;
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
  ports: SystemPorts & { readonly log: Log; readonly ageing: Clock },
  database: Database,
  limits: ServiceLimits = {},
): RelayServices {
  const { clock, ageing, timers, random, log } = ports;
  const { db, checkpoint } = database;
  const sessions = createSessions({ db, clock: ageing, random });
  const events: AccountEvents = {
    changed: (account) => accountChanged(account),
    deviceClosed: (device, why) => documents.closeDevice(device, why),
    signedIn: (account, device) => matching.projector.announceSignIn(account, device, clock.nowMs()),
    forgotten: async (account) => {
      await documents.refreshAccount(account);
      await matching.forgetAccount(account);
      await wipeCards({ db, documents }, account);
      await matching.accountChanged(account);
    },
    erased: async () => void (await checkpoint()),
  };
  const accounts = createAccounts({ db, clock, random, sessions, hasher: createPasswordHasher(random), events });
  const directory: Directory = {
    authenticate: (token) => sessions.authenticate(token),
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
  const matching = createMatching({ db, documents, actorOf, clock, random, timers, log });
  const { windowMessages, windowMs } = config;
  const { projector } = matching;
  const retention = createRetention({
    db, documents, projector, checkpoint, clock: ageing, timers, log,
    window: { windowMessages, windowMs },
  });
  const accountChanged = async (account: AccountId): Promise<void> => {
    await documents.refreshAccount(account);
    await matching.accountChanged(account);
  };

  return {
    accounts,
    sessions,
    documents,
    matching,
    retention,
    directory,
    accountChanged,
    close: async () => {
      await retention.close();
      await matching.close();
      await documents.close();
    },
  };
}
