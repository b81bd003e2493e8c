import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CHAT, CONTACT, GUEST, PROFILE, RATE } from '#shared/limits.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { LOG_LEVELS, type LogLevel } from '../log/json-log.ts';

/** Everything an operator may decide, read once at start. docs/admins.md lists the variables. */
export interface Config {
  /** Absolute. Holds the store and nothing else. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Web origins besides the relay's own from which the app may be used. */
  readonly origins: readonly string[];
  /** Addresses of reverse proxies whose word about a caller's address is believed. */
  readonly proxies: readonly string[];
  /** What people see as the name of this community. */
  readonly name: string;
  /** How those who run it are reached, as text that the app shows and never opens; null: nobody is named. */
  readonly contact: string | null;
  /** D7: how much of a chat is kept, whichever is less. */
  readonly windowMessages: number;
  readonly windowMs: number;
  /** D6: completed chats after which a listener may write to a member first (F154). */
  readonly chatsBeforeStarting: number;
  /** F016, H4: a guest whom nobody was for so long is erased. */
  readonly guestIdleMs: number;
  /** How many guests may be made from one address in an hour; a school or a library needs more. */
  readonly guestsPerHour: number;
  /** This machine's clock is right, however far it is from when the store was last served (RELIABILITY A6). */
  readonly believeClock: boolean;
  readonly logLevel: LogLevel;
  /** Who shows it may read the figures; null: this machine alone (docs/admins.md). */
  readonly metricsToken: string | null;
  /** The built app, served beside the API when it is there. Absolute. */
  readonly appFolder: string;
}

/** What is wrong with one variable, in words for the operator. */
export interface ConfigFault {
  readonly variable: string;
  readonly value: string;
  readonly allowed: string;
}

export const DAY_MS = 24 * 60 * 60 * 1_000;
const MAX_WINDOW_MESSAGES = 5_000;
const MAX_WINDOW_DAYS = 365;
const MAX_CHATS_BEFORE_STARTING = 1_000;
const MAX_GUESTS_PER_HOUR = 100_000;

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const list = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(item));

/** An origin as browsers send it: scheme, host and port, with nothing behind. */
const origin = z.string().refine((text) => /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s@]+$/.test(text));

/** Nothing in it that breaks the line, or that turns round how the rest of it is read. */
const oneLine = (length: number) =>
  z.string().trim().max(length).regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u);

/** Where `npm run build` puts the app, whatever folder the relay is started from. */
const BUILT_APP = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** Variable, what it must be, what is said when it is not, and what holds without it. */
const VARIABLES = {
  SAMOVAR_DATA: { value: z.string().min(1), allowed: 'a folder', otherwise: '.samovar/data' },
  SAMOVAR_HOST: { value: z.string().regex(/^[\w.:-]+$/), allowed: 'an address of this machine', otherwise: '127.0.0.1' },
  SAMOVAR_PORT: { value: whole(0, 65_535), allowed: 'a whole number from 0 to 65535', otherwise: '8787' },
  SAMOVAR_ORIGIN: {
    value: list(origin),
    allowed: 'origins such as https://talk.example.org, separated by commas, with no slash at the end',
    otherwise: '',
  },
  SAMOVAR_PROXY: {
    value: list(z.string().regex(/^[\da-fA-F.:]+(\/\d{1,3})?$/)),
    allowed: 'addresses of reverse proxies, such as 127.0.0.1 or 10.0.0.0/8, separated by commas',
    otherwise: '',
  },
  SAMOVAR_NAME: { value: z.string().trim().min(1).max(60), allowed: 'a name of 1 to 60 characters', otherwise: 'Samovar' },
  SAMOVAR_CONTACT: {
    value: oneLine(CONTACT.maxLength),
    allowed: `one line of at most ${CONTACT.maxLength} characters: an address, or how you are reached`,
    otherwise: '',
  },
  SAMOVAR_WINDOW_MESSAGES: {
    value: whole(1, MAX_WINDOW_MESSAGES),
    allowed: `a whole number from 1 to ${MAX_WINDOW_MESSAGES}`,
    otherwise: String(CHAT.windowMessages),
  },
  SAMOVAR_WINDOW_DAYS: {
    value: whole(1, MAX_WINDOW_DAYS),
    allowed: `a whole number of days from 1 to ${MAX_WINDOW_DAYS}`,
    otherwise: String(CHAT.windowMs / DAY_MS),
  },
  SAMOVAR_CHATS_BEFORE_STARTING: {
    value: whole(0, MAX_CHATS_BEFORE_STARTING),
    allowed: `a whole number from 0 to ${MAX_CHATS_BEFORE_STARTING}`,
    otherwise: String(PROFILE.chatsBeforeStarting),
  },
  SAMOVAR_GUEST_DAYS: {
    value: whole(GUEST.minIdleMs / DAY_MS, GUEST.maxIdleMs / DAY_MS),
    allowed: `a whole number of days from ${GUEST.minIdleMs / DAY_MS} to ${GUEST.maxIdleMs / DAY_MS}`,
    otherwise: String(GUEST.idleMs / DAY_MS),
  },
  SAMOVAR_GUESTS_PER_HOUR: {
    value: whole(1, MAX_GUESTS_PER_HOUR),
    allowed: `a whole number from 1 to ${MAX_GUESTS_PER_HOUR}`,
    otherwise: String(RATE.newGuest.burst),
  },
  SAMOVAR_BELIEVE_CLOCK: { value: z.enum(['0', '1']), allowed: '0 or 1', otherwise: '0' },
  SAMOVAR_LOG: { value: z.enum(LOG_LEVELS), allowed: LOG_LEVELS.join(', '), otherwise: 'info' },
  SAMOVAR_METRICS_TOKEN: {
    value: z.union([z.literal(''), z.string().regex(/^[\x21-\x7e]{16,200}$/)]),
    allowed: 'a secret of 16 to 200 visible ASCII characters, without spaces',
    otherwise: '',
  },
  SAMOVAR_APP: { value: z.string().min(1), allowed: 'the folder of the built app', otherwise: BUILT_APP },
} as const;
/** Not repeated in a complaint: the console is often a log. */
const SECRETS: ReadonlySet<string> = new Set(['SAMOVAR_METRICS_TOKEN']);
const SECRET = 'not shown here';
type Variable = keyof typeof VARIABLES;
type Values = { [Name in Variable]: z.output<(typeof VARIABLES)[Name]['value']> };

/**
 * Reads the configuration from environment variables; relative folders are below `cwd`. All faults at once, so that
 * nobody corrects one only to meet the next. An empty variable counts as absent.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Result<Config, readonly ConfigFault[]> {
  const faults: ConfigFault[] = [];
  const values: Partial<Record<Variable, unknown>> = {};
  for (const [name, variable] of Object.entries(VARIABLES) as [Variable, (typeof VARIABLES)[Variable]][]) {
    const given = environment[name];
    const text = given === undefined || given === '' ? variable.otherwise : given;
    const parsed = variable.value.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ variable: name, value: SECRETS.has(name) ? SECRET : text, allowed: variable.allowed });
  }
  return faults.length > 0 ? err(faults) : ok(toConfig(values as Values, cwd));
}

const toConfig = (values: Values, cwd: string): Config =>
  Object.freeze({
    dataFolder: resolve(cwd, values.SAMOVAR_DATA),
    host: values.SAMOVAR_HOST,
    port: values.SAMOVAR_PORT,
    origins: Object.freeze(values.SAMOVAR_ORIGIN),
    proxies: Object.freeze(values.SAMOVAR_PROXY),
    name: values.SAMOVAR_NAME,
    contact: values.SAMOVAR_CONTACT === '' ? null : values.SAMOVAR_CONTACT,
    windowMessages: values.SAMOVAR_WINDOW_MESSAGES,
    windowMs: values.SAMOVAR_WINDOW_DAYS * DAY_MS,
    chatsBeforeStarting: values.SAMOVAR_CHATS_BEFORE_STARTING,
    guestIdleMs: values.SAMOVAR_GUEST_DAYS * DAY_MS,
    guestsPerHour: values.SAMOVAR_GUESTS_PER_HOUR,
    logLevel: values.SAMOVAR_LOG,
    believeClock: values.SAMOVAR_BELIEVE_CLOCK === '1',
    metricsToken: values.SAMOVAR_METRICS_TOKEN === '' ? null : values.SAMOVAR_METRICS_TOKEN,
    appFolder: resolve(cwd, values.SAMOVAR_APP),
  });

/** Read by the other programs of the project, in whose environment a relay may stand. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'SAMOVAR_OPEN', 'SAMOVAR_RELAY', 'SAMOVAR_CHROMIUM', 'SAMOVAR_SHOTS', 'SAMOVAR_UNFLUSHED', 'SAMOVAR_LIFTED', 'SAMOVAR_WALL_MS',
]);

/**
 * Variables that look like ours and are none: a slip in `SAMOVAR_PROXY` would have everybody share the limits of one address, and a slip in
 * `SAMOVAR_DATA` begin an empty house, without a word. Names alone, since a value may be a secret.
 */
export const unknownVariables = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.keys(environment).filter((name) => /^SAMOVAR_\w{1,40}$/.test(name) && !Object.hasOwn(VARIABLES, name) && !ELSEWHERE.has(name)).toSorted();

export const describeFault = (fault: ConfigFault): string =>
  `${fault.variable} is "${fault.value}", but it must be ${fault.allowed}.`;
