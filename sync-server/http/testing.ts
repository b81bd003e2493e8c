import type { FastifyInstance, InjectOptions } from 'fastify';
import type { BodyOf, EndpointName } from '#shared/api/contract.ts';
import { API } from '#shared/api/contract.ts';
import { problem, type Problem } from '#shared/api/problem.ts';
import type { Session } from '#shared/api/schemas.ts';
import { RATE } from '#shared/limits.ts';
import { ok } from '#shared/result.ts';
import { createAccountData } from '../accounts/account-data.ts';
import { createAccountKeys } from '../accounts/account-keys.ts';
import { createAccounts } from '../accounts/accounts.ts';
import { createListeners } from '../accounts/listeners.ts';
import { createPasswordHasher } from '../accounts/password-hash.ts';
import { createSignInTries } from '../accounts/sign-in-tries.ts';
import { createSessions } from '../accounts/sessions.ts';
import { IN_MEMORY, openDatabase, type Database } from '../database/open.ts';
import { createJsonLog } from '../log/json-log.ts';
import type { Documents } from '../ports.ts';
import { createFakePorts, createMemoryLog, type FakePorts } from '../testing/fake-ports.ts';
import { createHouse } from '../house/house.ts';
import { createPictures } from '../people/pictures.ts';
import { createProfiles } from '../people/profiles.ts';
import { createHandlers, type Handlers, type Services } from './handlers.ts';
import { createHttpLimiter, type HttpRates } from './limits.ts';
import { createHttpServer, type Health } from './server.ts';

/** The HTTP side on a store in memory, with matching that says yes to everything. For tests alone. */
export interface TestServer {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly fake: FakePorts;
  readonly logLines: string[];
  health: Health['status'];
  call(name: EndpointName, options?: CallOptions): Promise<Answer>;
  /** A fresh guest. */
  guest(): Promise<Session>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: string;
  readonly json: unknown;
  /** Throws when the answer is not a well-formed problem. */
  readonly problem: Problem;
}

export interface TestServerOptions {
  readonly handlers?: Partial<Handlers>;
  readonly rates?: Partial<HttpRates>;
  readonly origins?: readonly string[];
  readonly appFolder?: string;
  /** How those who run the place are reached. */
  readonly contact?: string;
}

const CHEAP_HASH = { memoryKib: 8, passes: 1, lanes: 1 };
const nothing = async (): Promise<void> => {};

export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await openDatabase({ file: IN_MEMORY });
  const fake = createFakePorts();
  const logLines: string[] = [];
  const ports = { db: database.db, clock: fake.clock, random: fake.random };
  const sessions = createSessions(ports);
  const accountPorts = {
    ...ports,
    sessions,
    hasher: createPasswordHasher(fake.random, CHEAP_HASH),
    events: { changed: nothing, deviceClosed: nothing, signedIn: nothing, forgotten: nothing, erased: nothing },
  };
  const accounts = createAccounts(accountPorts);
  const keys = createAccountKeys({ ...accountPorts, timers: fake.timers });
  // Nobody has a chat here, so no document is asked for.
  const data = createAccountData({ ...accountPorts, documents: {} as Documents, log: createMemoryLog().log });
  const profiles = createProfiles({ ...ports, actorOf: accounts.actor, isHere: () => false, neededChats: 10, shares: { countOf: () => 0 }, changed: nothing, said: nothing });
  const pictures = createPictures({ ...ports, timers: fake.timers, erased: nothing });
  const listeners = createListeners(accountPorts);
  const house = createHouse({ ...ports, ageing: fake.clock, changed: (account) => profiles.relist([account]) });
  const services: Services = { accounts, keys, data, listeners, sessions, matching: agreeable, profiles, pictures, house, facts, clock: fake.clock, name: 'Test', contact: options.contact ?? null, version: '1' };
  const app = await createHttpServer({
    handlers: { ...createHandlers(services), ...options.handlers },
    limiter: createHttpLimiter(fake.timers, { ...RATE, ...options.rates }),
    signInTries: createSignInTries(ports),
    authenticate: (token) => sessions.authenticate(token),
    timers: fake.timers,
    log: createJsonLog((line) => void logLines.push(line), fake.clock, 'info'),
    health: async () => ({ status: server.health, storage: server.health === 'storage' ? 'read-only, disk-full' : 'writable' }),
    isStopping: () => server.health === 'stopping',
    metrics: { contentType: 'text/plain', render: async () => '', observeRequest: () => undefined, close: () => undefined },
    mayReadMetrics: () => false,
    version: '1',
    publicPages: { profiles, name: 'Test', hasApp: false },
    origins: options.origins ?? [],
    proxies: [],
    appFolder: options.appFolder ?? '/nowhere',
  });
  const server: TestServer = {
    app,
    database,
    fake,
    logLines,
    health: 'ready',
    call: (name, callOptions = {}) => call(app, name, callOptions),
    guest: async () => {
      const body: BodyOf<'createGuest'> = { deviceName: 'laptop' };
      return (await call(app, 'createGuest', { body })).json as Session;
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
  return server;
}

const facts: Services['facts'] = async () => ({
  version: '1', node: '24', status: 'ready', storage: 'writable', uptimeMs: 1, sockets: 0, sessions: 0, openDocuments: 0, storeBytes: null, logBytes: null,
  freeBytes: null, backupAtMs: null, lostLog: false, damagedDocuments: 0, storageFailures: 0, refused: [],
});

const agreeable: Services['matching'] = {
  createRequest: async () => ok('r'.repeat(20) as never),
  withdrawRequest: async () => ok(null),
  acceptRequest: async () => ok('c'.repeat(20) as never),
  endChat: async () => ok(null),
  blockChat: async () => ok(null),
  starts: {
    ask: async () => ok({ start: 's'.repeat(20) as never, untilMs: 1 }),
    leaveMessage: async () => ok({ start: 's'.repeat(20) as never, untilMs: 1 }),
    invite: async () => ok({ start: 's'.repeat(20) as never, untilMs: 1 }),
    accept: async () => ok('c'.repeat(20) as never),
    decline: async () => ok(null),
    withdraw: async () => ok(null),
    refuseStart: async () => ok(null),
    refuseListener: async () => ok(null),
  },
};

/** Sends what an endpoint of the contract expects, or whatever the test wants instead. */
async function call(app: FastifyInstance, name: EndpointName, options: CallOptions): Promise<Answer> {
  const url = API[name].path.replaceAll(/:(\w+)/g, (_, key: string) => options.params?.[key] ?? '0'.repeat(20));
  const request: InjectOptions = {
    method: API[name].method,
    url,
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { payload: asPayload(options.body) }),
    ...(options.address === undefined ? {} : { remoteAddress: options.address }),
  };
  return toAnswer(await app.inject(request));
}

const asPayload = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

export const toAnswer = (response: Awaited<ReturnType<FastifyInstance['inject']>>): Answer => ({
  status: response.statusCode,
  headers: response.headers,
  bytes: response.body,
  get json() {
    return response.json<unknown>();
  },
  get problem() {
    if (!String(response.headers['content-type']).startsWith('application/problem+json')) {
      throw new Error(`not a problem: ${response.statusCode} ${response.body}`);
    }
    return problem.parse(response.json());
  },
});
