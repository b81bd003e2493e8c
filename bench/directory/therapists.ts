import { newId, type AccountId } from '#shared/ids.ts';
import { COUNTRIES } from '#shared/people/countries.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { CHAT_LANGUAGES, TOPICS } from '#shared/words.ts';
import { newAccount } from '../../sync-server/accounts/account-store.ts';
import { storeFile } from '../../sync-server/database/data-folder.ts';
import { openDatabase } from '../../sync-server/database/open.ts';
import { relistTherapists } from '../../sync-server/people/therapist-listings.ts';

const FIRST = ['Anna', 'Bruno', 'Carla', 'Daria', 'Emil', 'Frida', 'Goran', 'Hana', 'Ivo', 'Julia', 'Karim', 'Lena', 'Marta', 'Nils', 'Olga', 'Pedro'];
const LAST = ['Adler', 'Bianchi', 'Costa', 'Diaz', 'Ek', 'Fischer', 'García', 'Horvat', 'Ito', 'Jensen', 'Kovács', 'López', 'Müller', 'Novak', 'Okafor', 'Petrov'];
const AT_ONCE = 500;

/** Therapists with entries, profiles and a place in the directory. */
export async function furnishTherapists(dataFolder: string, count: number): Promise<void> {
  const database = await openDatabase({ file: storeFile(dataFolder) });
  const random = seededRandom(44);
  const draw = (below: number): number => ((random.bytes(2)[0] ?? 0) * 256 + (random.bytes(1)[0] ?? 0)) % below;
  const of = <Item>(list: readonly Item[]): Item => list[draw(list.length)] as Item;
  for (let done = 0; done < count; done += AT_ONCE) {
    const accounts = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, n) => ({
      ...newAccount(random, `therapist${done + n}`, 'therapist', 0), id: newId<AccountId>(random), age_group: 'adult' as const, entitlements: '["directory-entry"]',
    }));
    await database.db.transaction().execute(async (trx) => {
      await trx.insertInto('accounts').values(accounts).execute();
      await trx.insertInto('therapists').values(accounts.map(({ id }) => ({
        account: id, legal_name: `${of(FIRST)} ${of(LAST)}-${of(LAST)}`, country: draw(4) === 0 ? of(COUNTRIES) : 'US', region: '', number: '1', since_ms: 0, entry_until_ms: null,
      }))).execute();
      await trx.insertInto('profiles').values(accounts.map(({ id }) => ({
        account: id, bio: '', topics: JSON.stringify(TOPICS.filter(() => draw(5) === 0).slice(0, 8)),
        languages: JSON.stringify([...(draw(10) < 9 ? ['en'] : []), ...CHAT_LANGUAGES.filter((tag) => tag !== 'en' && draw(40) === 0)].slice(0, 6)),
        over_35: 0 as const, accepts_starts: 1 as const, no_chats: 0 as const, status: 'offline' as const, away_until_ms: null, away_note: '',
      }))).execute();
      await relistTherapists({ db: trx, random }, accounts.map(({ id }) => id));
    });
  }
  await database.close();
}
