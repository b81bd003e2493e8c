import type { Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { RELAY_LIMITS } from '#shared/limits.ts';
import { renewNameForms } from './accounts/name-forms.ts';
import { createSignInTries } from './accounts/sign-in-tries.ts';
import { openRelayTime, type RelayTime } from './clock/relay-time.ts';
import { DAY_MS, type Config } from './config/config.ts';
import type { FolderLock } from './database/data-folder.ts';
import type { Database } from './database/open.ts';
import { watchStore, type StoreWatch } from './database/watch-store.ts';
import { openDoors, type Doors } from './doors.ts';
import { createHousekeeping, type Housekeeping } from './housekeeping.ts';
import { CannotStart, openStore, takeFolder, whyNotStarted, type OpenedStore } from './opening.ts';
import type { Log } from './ports.ts';
import { createServices, type RelayServices, type ServiceLimits } from './services.ts';
import type { SyncStats } from './sync/server.ts';
import type { SystemPorts } from './system.ts';

export { CannotStart } from './opening.ts';

export interface RelayPorts extends SystemPorts {
  readonly log: Log;
}

/** A relay that serves. */
export interface Relay {
  /** Where it listens; with the port it was given when it asked for any. */
  readonly url: string;
  readonly httpServer: Server;
  readonly services: RelayServices;
  readonly database: Database;
  syncStats(): SyncStats;
  /** Finishes what was received, tells everybody, and lets go of everything (RELIABILITY A5). Idempotent. */
  close(): Promise<void>;
}

/** Puts the relay together and starts it. Rejects with `CannotStart` for what an operator can mend. */
export async function createRelay(config: Config, ports: RelayPorts, limits: ServiceLimits = {}): Promise<Relay> {
  const lock = takeFolder(config.dataFolder, ports.log);
  try {
    const { database, lostLog } = await openStore(config.dataFolder, ports);
    try {
      return await serve(config, ports, { database, lostLog, lock, limits });
    } catch (error) {
      await database.close();
      throw whyNotStarted(error, config.dataFolder);
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function serve(
  config: Config,
  machine: RelayPorts,
  { database, lostLog, lock, limits }: OpenedStore & { readonly lock: FolderLock; readonly limits: ServiceLimits },
): Promise<Relay> {
  const { timers, log } = machine;
  const time = await openRelayTime({ db: database.db, clock: machine.clock, timers, log, believe: config.believeClock });
  const { clock, ageing, steady } = time;
  const ports: RelayPorts = { ...machine, clock };
  const version = packageVersion();
  const services = createServices(config, { ...ports, ageing, steady }, database, limits);
  const storeWatch = watchStore(database, timers, log);
  const signInTries = createSignInTries({ db: database.db, clock: ageing, random: ports.random });
  let stopping = false;
  const opening = openDoors({ config, services, database, signInTries, ports, version, lostLog, isStopping: () => stopping });
  const doors = await opening.catch(async (error: unknown) => {
    await letGo({ services, storeWatch, time }); // or their timers would keep the process from ending
    throw error;
  });
  const { app, sync, sessionsInUse } = doors;
  let housekeeping: Housekeeping | null = null;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    stopping = true;
    closing ??= stop({ doors, services, housekeeping, storeWatch, time, database, lock, ports });
    return closing;
  };
  try {
    housekeeping = await createHousekeeping({ services, signInTries, database, timers, log, sessionsInUse });
    await renewNameForms({ db: database.db, log });
    await services.matching.start();
    await services.finishErasures();
    await services.directoryKeeper.start();
    await listen(app, config);
    void services.retention.start(); // looks through every chat: nobody waits for that (RELIABILITY A1)
  } catch (error) {
    await close();
    throw error;
  }
  log.info('started', { version, windowMessages: config.windowMessages, windowDays: config.windowMs / DAY_MS });
  return { url: urlOf(app, config), httpServer: app.server, services, database, syncStats: () => sync.stats(), close };
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const where = `${config.host}:${config.port}`;
    if (code === 'EADDRINUSE') throw new CannotStart(`${where} is taken by another program: set SAMOVAR_PORT to another.`);
    if (code === 'EACCES') throw new CannotStart(`${where} may not be used by this user: set SAMOVAR_PORT above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CannotStart(`${config.host} is not an address of this machine: set SAMOVAR_HOST.`);
    }
    throw error;
  }
}

function urlOf(app: FastifyInstance, config: Config): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

/** What has timers of its own from before the doors are open. */
interface Behind {
  readonly services: RelayServices;
  readonly storeWatch: StoreWatch;
  readonly time: RelayTime;
}

interface Running extends Behind {
  readonly doors: Doors;
  /** Null when the start did not come so far. */
  readonly housekeeping: Housekeeping | null;
  readonly database: Database;
  readonly lock: FolderLock;
  readonly ports: RelayPorts;
}

/** From the outside inwards: nobody new, then those who are here, then what they have left, then the store. */
async function stop({ doors, housekeeping, database, lock, ports, ...behind }: Running): Promise<void> {
  const { app, sync, metrics } = doors;
  const late = ports.timers.after(RELAY_LIMITS.drainGraceMs, () => app.server.closeAllConnections());
  const closed = app.close(); // resolves when the last connection, sockets included, is gone
  await sync.close(RELAY_LIMITS.drainGraceMs);
  await closed;
  late.cancel();
  await housekeeping?.close();
  metrics.close();
  await letGo(behind);
  await database.close();
  lock.release();
  ports.log.info('stopped');
}

async function letGo({ services, storeWatch, time }: Behind): Promise<void> {
  await services.close();
  await storeWatch.close();
  await time.close();
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
