import { parseArgs } from 'node:util';
import { answerText } from '#shared/people/keeping.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { AGE_GROUPS, ENTITLEMENTS, type AgeGroup, type Entitlement } from '#shared/words.ts';
import { needing, parseAudit, parseTold, reasoned } from './command-parts.ts';
import { parseRoleCommand, ROLE_HELP, ROLE_OPTIONS, type RoleCommand } from './role-command.ts';
import { parseTherapistCommand, parseUntil, THERAPIST_HELP, type TherapistCommand } from './therapist-command.ts';
import { parseTrackCommand, TRACK_HELP, TRACK_OPTIONS, type TrackCommand } from './track-command.ts';

/** What an operator may ask for on the command line. */
export type AdminCommand =
  | { readonly do: 'help' }
  | ListenerCommand
  | RoleCommand
  | TrackCommand
  | TherapistCommand
  | { readonly do: 'health' }
  | { readonly do: 'show'; readonly name: string }
  | { readonly do: 'answer'; readonly name: string; readonly words: string }
  | { readonly do: 'admin'; readonly name: string; readonly password: string | null; readonly reason: string | null }
  | { readonly do: 'list'; readonly what: ListTopic }
  | BanCommand
  | ({ readonly do: 'unban' | 'release' | 'unpicture' } & Reasoned)
  | ({ readonly do: 'clear' | 'unclear' | 'decline' } & Reasoned)
  | ({ readonly do: 'grant' | 'revoke'; readonly entitlement: Entitlement; readonly untilMs: number | null } & Reasoned)
  | ({ readonly do: 'age'; readonly ageGroup: AgeGroup | 'keep' } & Reasoned)
  | AuditCommand
  | { readonly do: 'backup'; readonly file: string; readonly force: boolean }
  | { readonly do: 'restore'; readonly file: string; readonly force: boolean }
  /** `file`: a backup to look at instead of the store. */
  | { readonly do: 'verify'; readonly file: string | null };

/** An act with power on somebody: why stands in the record for good (RELIABILITY G3). */
export interface Reasoned {
  readonly name: string;
  readonly reason: string;
}

/** `told`: what they read of why; null: nothing is written down for them. */
export type BanCommand = { readonly do: 'ban'; readonly told: string | null } & Reasoned;

/** `verify`: follows the chain of the record instead of printing a page of it. `before`: the line behind that page; null: its end. */
export type AuditCommand = { readonly do: 'audit'; readonly verify: boolean; readonly before: number | null };

export interface ListenerCommand {
  readonly do: 'listener';
  readonly name: string;
  /** Null: kept, or made up where there is none. `-`: read from standard input. */
  readonly password: string | null;
  readonly ageGroup: AgeGroup | null;
  /** F085: an adult with a background check, who may also talk to teens. */
  readonly clearedForTeens: boolean;
  /** F088: the operator holds the listener's agreement; otherwise the app asks for it at the first sign-in. */
  readonly consented: boolean;
  readonly reason: string | null;
}

export const LIST_TOPICS = ['counts', 'listeners', 'admins', 'banned', 'held', 'cleared', 'appeals', 'applications', 'ages', 'agreements', 'grants'] as const;
export type ListTopic = (typeof LIST_TOPICS)[number];

export const HELP = `Commands for whoever runs a Samovar relay. They work while the relay runs.

  npm run admin -- <command>

  listener <name>     make an account a listener, or a new listener's account
      --password <p>    its password; "-" reads it from standard input; without it a new account gets one, shown once
      --age adult|teen  its age group, when you know it
      --teens           an adult with a background check, who may also talk to teens; asked like "clear", with --reason for an
                        account that is there. Who has asked for a chat or talked becomes no listener: they begin an account of its own
      --consented       you hold their agreement; otherwise the app asks for it before their first chat
  admin <name>        make an account an admin, or a new admin's account (--password as above)
  list [what]         counts (what is in the store), listeners, admins, banned, held, cleared (for teens), grants (who was granted what, and when);
                      what waits for you: appeals, applications (to be cleared, or a therapist), ages (to be corrected);
                      agreements: the versions in force, and how many have agreed to which
  show <name>         one person: kind of account, roles, clearance, what stands against them and what they say to it; no age, no chat
  health              the store, its disk, and the last backup
  answer <name>       answers their appeal, with --words; they read exactly that
  ban <name>          the account may only read what is its own, and say its side
      --told <words>    what they read of why, up to 500 characters and in no record; without it they read that nothing was written down
  unban <name>        takes a ban back
  release <name>      lets somebody in who was held, since they came on the device of somebody banned
  unpicture <name>    takes somebody's picture away; they can show another one after a week
  age <name> <group>  corrects an age group, adult or teen; chats that it parts can be read and not written;
                      "keep" declines the wish of somebody who asked, and tells them why
  clear <name>        an adult listener or therapist, whose background you have checked, may also talk to teens
  unclear <name>      takes that back
  decline <name>      declines their application to be cleared; they read the reason
  grant <name> <what> opens something for an account: premium-paths, the longer growth paths; directory-entry, a therapist's place
                      in the directory, for good or --until a day; contact-details, for a therapist or somebody with a role
  revoke <name> <what> takes that back; what was written on the way stays with the person
      --reason <words>  why: needed by all of these from "ban" on, and kept in the record of acts
${ROLE_HELP}
${TRACK_HELP}
${THERAPIST_HELP}
  audit               the newest lines of the record of acts with power; --before <line> those before it, by its number
  audit verify        whether a line of it was changed, taken out or put elsewhere, and which
  backup <file>       copies the whole store to a file (--force replaces one)
  restore <file>      puts a backup in the store's place; the relay must be stopped (--force replaces a store and keeps it beside)
  verify [file]       looks for damage in the store, or in a backup
  help                this text

The store is in the folder SAMOVAR_DATA, .samovar/data if it is not set.
Exit codes: 0 done, 1 not done, 2 not understood.`;

const OPTIONS = {
  password: { type: 'string' },
  age: { type: 'string' },
  teens: { type: 'boolean', default: false },
  consented: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  reason: { type: 'string' },
  told: { type: 'string' },
  words: { type: 'string' },
  until: { type: 'string' },
  before: { type: 'string' },
  ...ROLE_OPTIONS,
  ...TRACK_OPTIONS,
  help: { type: 'boolean', short: 'h', default: false },
} as const;
type Option = keyof typeof OPTIONS;

/** Which options each command has; any other is a mistake that is better told than ignored. */
const TAKES: Readonly<Record<AdminCommand['do'], readonly Option[]>> = {
  help: [],
  listener: ['password', 'age', 'teens', 'consented', 'reason'],
  admin: ['password', 'reason'],
  list: [],
  ban: ['reason', 'told'],
  unban: ['reason'],
  release: ['reason'],
  unpicture: ['reason'],
  age: ['reason'],
  clear: ['reason'],
  unclear: ['reason'],
  grant: ['reason', 'until'],
  revoke: ['reason'],
  role: ['reason', ...(Object.keys(ROLE_OPTIONS) as (keyof typeof ROLE_OPTIONS)[])],
  track: ['reason', 'en', 'es', 'place'],
  therapist: ['reason'],
  health: [],
  show: [],
  answer: ['words'],
  decline: ['reason'],
  audit: ['before'],
  backup: ['force'],
  restore: ['force'],
  verify: [],
};

/** Reads the command line. The error is one sentence for the operator. */
export function parseAdminCommand(argv: readonly string[]): Result<AdminCommand, string> {
  const parsed = readArgs(argv);
  if (!parsed.ok) return parsed;
  const { positionals, values } = parsed.value;
  const [word = 'help', argument, second, ...more] = positionals;
  const rest = word === 'role' ? more.slice(1) : TAKES_TWO.has(word) || second === undefined ? more : [second];
  if (values.help) return ok({ do: 'help' });
  if (!isCommand(word)) return err(`There is no command "${word}".`);
  const stray = (Object.keys(OPTIONS) as Option[]).find((name) => isGiven(values[name]) && !TAKES[word].includes(name));
  if (stray !== undefined) return err(`"${word}" has no option --${stray}.`);
  if (rest.length > 0) return err(`"${word}" takes one name or file, and "${rest[0]}" is one too many.`);
  if (word === 'role') return parseRoleCommand([argument, second, more[0]], values);
  if (word === 'track') return parseTrackCommand(argument, second, values);
  if (word === 'therapist') return parseTherapistCommand(argument, second, values);
  return build(word, argument, second, values);
}

/** Commands with something after the name. */
const TAKES_TWO: ReadonlySet<string> = new Set<AdminCommand['do']>(['age', 'grant', 'revoke', 'track', 'therapist']);

const isCommand = (word: string): word is AdminCommand['do'] => Object.hasOwn(TAKES, word);
const isGiven = (value: string | boolean | undefined): boolean => value !== undefined && value !== false;

type Values = Extract<ReturnType<typeof readArgs>, { ok: true }>['value']['values'];

function readArgs(argv: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true }));
  } catch (error) {
    // Node's own words for an unknown option end in advice that is of no use here.
    return err(error instanceof Error ? `${error.message.split('. ')[0]}.` : 'The options could not be read.');
  }
}

function build(word: Exclude<AdminCommand['do'], 'role' | 'track' | 'therapist'>, argument: string | undefined, second: string | undefined, values: Values): Result<AdminCommand, string> {
  switch (word) {
    case 'help':
    case 'health':
      return ok({ do: word });
    case 'answer': {
      const words = answerText.safeParse(values.words ?? '');
      return needing(argument, 'a name', (name) => (words.success ? ok({ do: word, name, words: words.data }) : err('"answer" needs --words, what they are to read.')));
    }
    case 'show':
      return needing(argument, 'a name', (name) => ok({ do: word, name }));
    case 'verify':
      return ok({ do: word, file: argument ?? null });
    case 'list': {
      const what = LIST_TOPICS.find((topic) => topic === (argument ?? 'counts'));
      return what === undefined ? err(`"list" knows ${LIST_TOPICS.join(', ')}.`) : ok({ do: word, what });
    }
    case 'audit':
      return parseAudit(argument, values.before);
    case 'ban': {
      const told = parseTold(values.told);
      return told.ok ? reasoned(word, argument, values, (who) => ok({ do: word, ...who, told: told.value })) : told;
    }
    case 'unban':
    case 'release':
    case 'unpicture':
    case 'clear':
    case 'unclear':
    case 'decline':
      return reasoned(word, argument, values, (who) => ok({ do: word, ...who }));
    case 'grant':
    case 'revoke': {
      const entitlement = ENTITLEMENTS.find((one) => one === second);
      if (entitlement === undefined) return err(`"${word}" takes a name, and ${ENTITLEMENTS.join(' or ')}.`);
      const until = parseUntil(values.until);
      if (!until.ok) return until;
      if (until.value !== null && entitlement !== 'directory-entry') return err('--until is for a directory-entry.');
      return reasoned(word, argument, values, (who) => ok({ do: word, ...who, entitlement, untilMs: until.value }));
    }
    case 'age': {
      const ageGroup = ([...AGE_GROUPS, 'keep'] as const).find((group) => group === second);
      if (ageGroup === undefined) return err('"age" takes a name, and adult or teen, or keep.');
      return reasoned(word, argument, values, (who) => ok({ do: word, ...who, ageGroup }));
    }
    case 'backup':
    case 'restore':
      return needing(argument, 'a file', (file) => ok({ do: word, file, force: values.force }));
    case 'admin':
      return needing(argument, 'a name', (name) => ok({ do: word, name, password: values.password ?? null, reason: values.reason ?? null }));
    case 'listener':
      return needing(argument, 'a name', (name) => listener(name, values));
  }
}

function listener(name: string, values: Values): Result<AdminCommand, string> {
  const given = values.age ?? (values.consented || values.teens ? 'adult' : null);
  const ageGroup = AGE_GROUPS.find((group) => group === given) ?? null;
  if (given !== null && ageGroup === null) return err('--age is adult or teen.');
  if (values.teens && ageGroup === 'teen') return err('--teens is for adults with a background check.');
  const { consented, teens, password = null, reason = null } = values;
  return ok({ do: 'listener', name, password, ageGroup, clearedForTeens: teens, consented, reason });
}
