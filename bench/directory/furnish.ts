import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId, type AccountId } from '#shared/ids.ts';
import { foldName, randomGuestName } from '#shared/people/names.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { newAccount } from '../../sync-server/accounts/account-store.ts';
import { currentVersions } from '../../sync-server/accounts/accounts.ts';
import { prepareDataFolder, storeFile } from '../../sync-server/database/data-folder.ts';
import { openDatabase } from '../../sync-server/database/open.ts';
import { placesOf } from '../../sync-server/people/listings.ts';

/** Spoken by one listener in five hundred. */
export const RARE_LANGUAGE = 'sw';
const AT_ONCE = 500;
const LOOK_EVERY_MS = 250;
const NOW_MS = Date.UTC(2026, 10, 22);

/** Names as guests have them, and none twice. */
const named: string[] = [];
export const nameOf = (n: number): string => named[n] ?? '';

/** Listeners with profiles, as they would have come to be; whoever starts a relay there has them listed. */
export async function furnishListeners(dataFolder: string, count: number): Promise<void> {
  prepareDataFolder(dataFolder);
  const database = await openDatabase({ file: storeFile(dataFolder) });
  const random = seededRandom(40);
  const draw = (below: number): number => ((random.bytes(2)[0] ?? 0) * 256 + (random.bytes(1)[0] ?? 0)) % below;
  const taken = new Set<string>();
  const name = (): string => {
    const drawn = randomGuestName(random);
    if (taken.has(foldName(drawn))) return name();
    taken.add(foldName(drawn));
    return drawn;
  };
  for (let done = 0; done < count; done += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => {
      const row = newAccount(random, name(), 'listener', NOW_MS);
      named.push(row.name);
      const teen = draw(20) === 0;
      return { ...row, id: newId<AccountId>(random), age_group: teen ? 'teen' as const : 'adult' as const, cleared_for_teens: !teen && draw(20) === 0 ? 1 as const : 0 as const, consent_versions: JSON.stringify(currentVersions()) };
    });
    const profiles = rows.map(({ id }) => ({
      account: id,
      bio: 'Tea, long walks, and time to hear you out.',
      topics: JSON.stringify(TOPICS.filter(() => draw(5) === 0).slice(0, 8)),
      languages: JSON.stringify([...(draw(10) < 9 ? ['en'] : []), ...(draw(500) === 0 ? [RARE_LANGUAGE] : []), ...CHAT_LANGUAGES.filter((tag) => tag !== 'en' && tag !== RARE_LANGUAGE && draw(40) === 0)].slice(0, 6)),
      over_35: draw(10) === 0 ? 1 as const : 0 as const,
      accepts_starts: 1 as const, no_chats: 0 as const, status: 'offline' as const, away_until_ms: null, away_note: '',
    }));
    await database.db.transaction().execute(async (trx) => {
      await trx.insertInto('accounts').values(rows).execute();
      await trx.insertInto('profiles').values(profiles).execute();
    });
  }
  await database.close();
}

/** Resolves when a relay that runs there has listed so many. */
export async function untilListed(dataFolder: string, count: number): Promise<void> {
  const database = await openDatabase({ file: storeFile(dataFolder) });
  for (;;) {
    const { listed } = await database.db.selectFrom('listings').select((eb) => eb.fn.countAll<number>().as('listed')).executeTakeFirstOrThrow();
    if (Number(listed) >= count) break;
    await setTimeout(LOOK_EVERY_MS);
  }
  await database.close();
}

/** One in fifty is online, one in fifty busy, as if their apps had come. */
export async function giveStatuses(dataFolder: string, count: number): Promise<void> {
  const database = await openDatabase({ file: storeFile(dataFolder) });
  const some = Math.floor(count / 50);
  const [, lots] = placesOf('online');
  const listed = await database.db.selectFrom('listings').select('account').orderBy('account').limit(2 * some).execute();
  for (const [status, accounts] of [['online', listed.slice(0, some)], ['busy', listed.slice(some)]] as const) {
    const [from] = placesOf(status);
    for (const table of ['listings', 'listing_topics', 'listing_languages'] as const) {
      await database.db.updateTable(table).set({ place: sql<number>`place % ${lots} + ${from}` })
        .where('account', 'in', accounts.map(({ account }) => account)).execute();
    }
  }
  await database.close();
}
