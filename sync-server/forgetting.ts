import { formatMarkKey, logRoots } from '#shared/documents/log.ts';
import { peopleDocument } from '#shared/documents/names.ts';
import { RELAY, type AccountId } from '#shared/ids.ts';
import type { Sql } from './accounts/account-store.ts';
import { takeOutOrErase } from './documents/damage.ts';
import type { Documents, Log } from './ports.ts';

/**
 * Deletes the cards that show a forgotten account to the people it talked to; projecting afterwards writes them anew
 * without the name. Overwriting alone would leave the name in the stored updates of those documents until they are
 * next folded; a deletion makes the relay write them whole at once (DESIGN promise 5).
 */
export async function wipeCards(
  { db, documents, log }: { readonly db: Sql; readonly documents: Documents; readonly log: Pick<Log, 'warn'> },
  account: AccountId,
): Promise<void> {
  const chats = await db
    .selectFrom('chats')
    .select(['id', 'seeker', 'listener'])
    .where((eb) => eb.or([eb('seeker', '=', account), eb('listener', '=', account)]))
    .where('state', '!=', 'expired')
    .execute();
  for (const [partner, theirs] of Map.groupBy(chats, ({ seeker, listener }) => (seeker === account ? listener : seeker))) {
    await takeOutOrErase({ documents, log }, peopleDocument(partner), {
      takeOut: (doc) => {
        const { marks } = logRoots(doc);
        for (const { id } of theirs) marks.delete(formatMarkKey({ subject: id, account: RELAY, name: 'chat' }));
      },
    });
  }
}
