import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AccountId } from '#shared/ids.ts';
import { foldName } from '#shared/people/names.ts';
import { EMPTY_PROFILE, type OwnProfile } from '#shared/people/profile.ts';
import type { PresenceFacts } from '#shared/people/presence-shown.ts';
import { AGE_GROUPS, CHAT_LANGUAGES, TOPICS, type AgeGroup } from '#shared/words.ts';
import type { Sql } from '../accounts/account-store.ts';
import type { AccountsTable } from '../database/tables.ts';
import type { ProfilesTable } from '../database/tables/profiles.ts';

/** An account with what it says about itself. */
export interface PersonRow {
  readonly id: AccountId;
  readonly name: string;
  readonly type: AccountsTable['type'];
  readonly ageGroup: AgeGroup | null;
  readonly clearedForTeens: boolean;
  readonly banned: boolean;
  readonly createdAtMs: number;
  readonly profile: OwnProfile;
}

const ACCOUNT_COLUMNS = [
  'accounts.id', 'accounts.name', 'accounts.type', 'accounts.age_group', 'accounts.cleared_for_teens', 'accounts.banned', 'accounts.held', 'accounts.away',
  'accounts.created_at_ms',
] as const;
const PROFILE_COLUMNS = [
  'profiles.bio', 'profiles.topics', 'profiles.languages', 'profiles.over_35', 'profiles.accepts_starts', 'profiles.no_chats',
  'profiles.status', 'profiles.away_until_ms', 'profiles.away_note',
] as const;

/** People who are not forgotten, with or without a profile of their own. */
export const people = (db: Sql) =>
  db
    .selectFrom('accounts')
    .leftJoin('profiles', 'profiles.account', 'accounts.id')
    .select([...ACCOUNT_COLUMNS, ...PROFILE_COLUMNS])
    .where('accounts.forgotten_at_ms', 'is', null);

type JoinedRow = Pick<Selectable<AccountsTable>, 'id' | 'name' | 'type' | 'age_group' | 'cleared_for_teens' | 'banned' | 'held' | 'away' | 'created_at_ms'> & {
  readonly [Column in Exclude<keyof ProfilesTable, 'account'>]: ProfilesTable[Column] | null;
};

export async function findPerson(db: Sql, account: AccountId): Promise<PersonRow | null> {
  const row = await people(db).where('accounts.id', '=', account).executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export async function findPersonByName(db: Sql, typed: string): Promise<PersonRow | null> {
  const row = await people(db).where('accounts.name_folded', '=', foldName(typed.trim().replace(/^@/, ''))).executeTakeFirst();
  return row === undefined ? null : toPerson(row);
}

export const toPerson = (row: JoinedRow): PersonRow => ({
  id: row.id,
  name: row.name,
  type: row.type,
  ageGroup: row.age_group,
  clearedForTeens: row.cleared_for_teens === 1,
  // Who is held (F104) is not shown either, until somebody has looked.
  banned: row.banned === 1 || row.held === 1,
  createdAtMs: row.created_at_ms,
  profile: toProfile(row),
});

function toProfile(row: JoinedRow): OwnProfile {
  if (row.bio === null) return { ...EMPTY_PROFILE, away: row.away };
  return {
    bio: row.bio,
    topics: listOf(TOPICS, row.topics),
    languages: listOf(CHAT_LANGUAGES, row.languages),
    over35: row.over_35 === 1,
    acceptsListenerChats: row.accepts_starts !== 0,
    noChats: row.no_chats === 1,
    status: row.status ?? 'offline',
    away: row.away,
    awayUntilMs: row.away_until_ms,
    awayNote: row.away_note ?? '',
  };
}

const stored = z.array(z.string());

/** What is stored, as far as it is still a word that we have. */
function listOf<Word extends string>(words: readonly Word[], text: string | null): Word[] {
  const list = stored.safeParse(parseJson(text ?? '[]')).data ?? [];
  return words.filter((word) => list.includes(word));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const topicsAndLanguages = (row: { readonly topics: string | null; readonly languages: string | null }): Pick<OwnProfile, 'topics' | 'languages'> =>
  ({ topics: listOf(TOPICS, row.topics), languages: listOf(CHAT_LANGUAGES, row.languages) });

/** Whom a listener talks with (F084, F085). */
export const hearsOf = ({ ageGroup, clearedForTeens }: Pick<PersonRow, 'ageGroup' | 'clearedForTeens'>): AgeGroup[] =>
  AGE_GROUPS.filter((group) => group === ageGroup || (group === 'teen' && ageGroup === 'adult' && clearedForTeens));

/** Whether anybody but its person may see this profile. The rest looks like nobody's (D5): guests, banned, hidden. */
export const isSeen = ({ type, banned, profile }: PersonRow): boolean => type !== 'guest' && !banned && profile.away !== 'hidden';

/** Whether the directory shows them: listeners who have said their age and are seen. */
export const isListed = (person: PersonRow): boolean => person.type === 'listener' && person.ageGroup !== null && isSeen(person);

export const presenceFacts = ({ profile }: PersonRow, connected: boolean): PresenceFacts => ({
  chosen: profile.status,
  connected,
  noChats: profile.noChats,
  away: profile.away,
  awayUntilMs: profile.awayUntilMs,
  awayNote: profile.awayNote,
});

/** Writes a profile as it is to be from now on; one that nobody has said anything in yet has no row. */
export async function writeProfile(db: Sql, account: AccountId, profile: OwnProfile): Promise<void> {
  const values = {
    bio: profile.bio,
    topics: JSON.stringify(profile.topics),
    languages: JSON.stringify(profile.languages),
    over_35: profile.over35 ? 1 : 0,
    accepts_starts: profile.acceptsListenerChats ? 1 : 0,
    no_chats: profile.noChats ? 1 : 0,
    status: profile.status,
    away_until_ms: profile.awayUntilMs,
    away_note: profile.awayNote,
  } as const;
  await db
    .insertInto('profiles')
    .values({ account, ...values })
    .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
    .execute();
}
