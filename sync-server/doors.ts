import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { RATE } from '#shared/limits.ts';
import type { SignInTries } from './accounts/sign-in-tries.ts';
import type { Config } from './config/config.ts';
import type { Database } from './database/open.ts';
import { createHandlers } from './http/handlers.ts';
import { createLiveSessions, type LiveSessions } from './http/live-sessions.ts';
import { createHttpLimiter } from './http/limits.ts';
import { callerAddress, trustIn } from './http/proxies.ts';
import { createHttpServer, type Health } from './http/server.ts';
import { admitUpgrade, BELIEVED_ORIGINS } from './http/upgrade.ts';
import { mayReadMetrics } from './metrics/access.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import type { Log } from './ports.ts';
import { relayFacts } from './relay-facts.ts';
import type { RelayServices } from './services.ts';
import { createStoreHealth, describeStore } from './store-health.ts';
import { createSyncServer, type SyncServer } from './sync/server.ts';
import type { SystemPorts } from './system.ts';

export interface DoorParts {
  readonly config: Config;
  readonly services: RelayServices;
  readonly database: Database;
  readonly signInTries: SignInTries;
  readonly ports: SystemPorts & { readonly log: Log };
  readonly version: string;
  /** Whether this start found the store's log damaged. */
  readonly lostLog: boolean;
  readonly isStopping: () => boolean;
}

/** All by which somebody gets in. Whoever opens them closes `app`, `sync` and `metrics`. */
export interface Doors {
  /** Does not listen yet. */
  readonly app: FastifyInstance;
  readonly sync: SyncServer;
  readonly metrics: Metrics;
  readonly sessionsInUse: LiveSessions['tokenHashes'];
}

/** HTTP for commands, health, figures and the app; the same port for sockets. */
export async function openDoors({ config, services, database, signInTries, ports, version, lostLog, isStopping }: DoorParts): Promise<Doors> {
  const { clock, timers, log } = ports;
  const storeHealth = createStoreHealth(database, timers);
  const health = async (): Promise<Health> => {
    const state = await storeHealth();
    const status = isStopping() ? 'stopping' : state.at === 'writable' ? 'ready' : 'storage';
    return { status, storage: describeStore(state) };
  };
  const metrics = createMetrics({
    documents: () => services.documents.stats(),
    sync: () => sync.stats(),
    starts: () => ({ ...services.matching.starts.counters }),
    isWritable: async () => (await storeHealth()).at === 'writable',
    checkpointThreadDeaths: () => database.checkpointThreadDeaths(),
    version,
  });
  const facts = () =>
    relayFacts({
      dataFolder: config.dataFolder, version, lostLog, health, timers,
      sync: () => sync.stats(),
      documents: () => services.documents.stats(),
    });
  const app = await createHttpServer({
    handlers: createHandlers({ ...services, facts, clock, name: config.name, contact: config.contact, version }),
    limiter: createHttpLimiter(timers, { ...RATE, newGuest: perHour(config.guestsPerHour) }),
    signInTries,
    authenticate: (token) => services.sessions.authenticate(token),
    timers,
    log,
    health,
    isStopping,
    metrics,
    mayReadMetrics: (request) => mayReadMetrics({
      peerAddress: request.socket.remoteAddress ?? '',
      authorization: request.headers.authorization,
      token: config.metricsToken,
      isLocalRelay: config.proxies.length === 0 && config.origins.length === 0,
    }),
    version,
    publicPages: { profiles: services.profiles, name: config.name, hasApp: existsSync(join(config.appFolder, 'index.html')) },
    origins: config.origins,
    proxies: config.proxies,
    appFolder: config.appFolder,
  }).catch((error: unknown) => {
    metrics.close();
    throw error;
  });
  const isTrusted = trustIn(config.proxies);
  const sync = createSyncServer({
    directory: services.directory,
    documents: services.documents,
    presence: services.presence,
    clock,
    timers,
    log,
    origins: () => BELIEVED_ORIGINS,
    addressOf: (request) => callerAddress(request, isTrusted),
  });
  return { app, sync, metrics, sessionsInUse: letSocketsIn(app, sync, config) };
}

/** Gives whose sessions have a socket just now. */
function letSocketsIn(app: FastifyInstance, sync: SyncServer, config: Config): LiveSessions['tokenHashes'] {
  const liveSessions = createLiveSessions();
  app.server.on('upgrade', (request, socket, head) => {
    if (!admitUpgrade(request, socket, config.origins)) return;
    liveSessions.add(request, socket);
    sync.handleUpgrade(request, socket, head);
  });
  return liveSessions.tokenHashes;
}

const HOUR_MS = 3_600_000;

/** So many at once, and as many again over an hour. */
const perHour = (count: number) => ({ burst: count, refillMs: HOUR_MS / count });
