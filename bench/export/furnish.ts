import { newId, type AccountId, type ChatId } from '#shared/ids.ts';
import { CHAT } from '#shared/limits.ts';
import type { Random } from '#shared/ports.ts';
import { seededRandom } from '#shared/testing/seeded-random.ts';
import { insertAccount, newAccount, type Sql } from '../../sync-server/accounts/account-store.ts';
import { createPasswordHasher } from '../../sync-server/accounts/password-hash.ts';
import { prepareDataFolder, storeFile } from '../../sync-server/database/data-folder.ts';
import { openDatabase } from '../../sync-server/database/open.ts';
import { SqlDocumentStore } from '../../sync-server/documents/store.sql.ts';
import { writeTalk, type Said } from '../../sync-server/documents/testing/written-talk.ts';
import { systemPorts } from '../../sync-server/system.ts';

export const WRITER = { name: 'Rowan', password: 'tall pines beside a slow river' } as const;
const LINE = 'It has been a long week, and I did not know whom to tell, so I';
/** In each chat; a third of all in it is the other's. No chat keeps more than its window for long (D7), so that there are many. */
const OWN_IN_CHAT = CHAT.windowMessages * 2 / 3;

/** One who has said so much, in as many chats as that takes. */
export async function furnishWriter(dataFolder: string, messages: number): Promise<void> {
  prepareDataFolder(dataFolder);
  const database = await openDatabase({ file: storeFile(dataFolder) });
  const { db } = database;
  const random = seededRandom(1);
  const store = new SqlDocumentStore(db, systemPorts().clock);
  const password_hash = await createPasswordHasher(random).hash(WRITER.password);
  const writer = { ...newAccount(random, WRITER.name, 'member', Date.now()), age_group: 'adult' as const, password_hash };
  await insertAccount(db, writer);
  for (let n = 0; n < messages / OWN_IN_CHAT; n += 1) {
    const [chat, listener] = await openChat(db, random, writer.id, n);
    const said = Array.from({ length: CHAT.windowMessages }, (_, at): Said =>
      ({ author: at % 3 === 0 ? listener : writer.id, at: Date.now(), text: `${LINE} (${n} ${at})` }));
    await writeTalk(store, random, chat, [said]);
  }
  await database.close();
}

async function openChat(db: Sql, random: Random, seeker: AccountId, n: number): Promise<readonly [ChatId, AccountId]> {
  const other = { ...newAccount(random, `Hazel${n}`, 'listener', Date.now()), age_group: 'adult' as const };
  await insertAccount(db, other);
  const id = newId<ChatId>(random);
  const row = { id, seeker, listener: other.id, topic: null, language: 'en', state: 'open', opened_at_ms: Date.now(), ended_at_ms: null, ended_by: null } as const;
  await db.insertInto('chats').values(row).execute();
  return [id, other.id];
}
