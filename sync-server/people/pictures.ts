import { PICTURE } from '#shared/limits.ts';
import { newId, type AccountId } from '#shared/ids.ts';
import type { OwnPicture, PictureFile, PictureId, PicturesFound } from '#shared/people/pictures.ts';
import { readPlainPicture, type PictureType } from '#shared/pictures/forms.ts';
import { decide } from '#shared/policy/decide.ts';
import type { Clock, Random, Timers } from '#shared/ports.ts';
import { ok, type Result } from '#shared/result.ts';
import { toActor } from '../accounts/account-facts.ts';
import { findAccount, type Sql } from '../accounts/account-store.ts';
import { TokenBuckets } from '../documents/token-buckets.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { dropPicture, ownPictureId, pausedUntilMs, pictureAt, picturesOf, putPicture } from './picture-store.ts';

/** Pictures of people (F018, F026, F027, F041): theirs to set and take away, seen wherever their profile is. */
export interface Pictures {
  own(account: AccountId): Promise<Result<OwnPicture, Fault>>;
  /** `image`: base64. Whatever an app has made of it, it is looked at here again. */
  set(account: AccountId, image: string): Promise<Result<OwnPicture, Fault>>;
  clear(account: AccountId): Promise<Result<OwnPicture, Fault>>;
  find(reader: AccountId, names: readonly string[]): Promise<Result<PicturesFound, Fault>>;
  read(reader: AccountId, picture: PictureId): Promise<Result<PictureFile, Fault>>;
  /** The house took one away: it goes from the files, too. */
  removed(done: Promise<Result<null, Fault>>): Promise<Result<null, Fault>>;
}

export interface PictureParts {
  readonly db: Sql;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Brings what was deleted out of the files. */
  readonly erased: () => Promise<void>;
}

export function createPictures({ db, clock, timers, random, erased }: PictureParts): Pictures {
  const settings = new TokenBuckets<AccountId>();
  const own = async (account: AccountId): Promise<OwnPicture> => ({
    picture: await ownPictureId(db, account),
    pausedUntilMs: await pausedUntilMs(db, account, clock.nowMs()),
  });

  /** Judged and written in one transaction: nobody sets one who was banned a moment before (RELIABILITY D3). */
  const put = (account: AccountId, type: PictureType | null, bytes: Uint8Array): Promise<Result<null, Fault>> =>
    db.transaction().execute(async (trx): Promise<Result<null, Fault>> => {
      const row = await findAccount(trx, account);
      if (row === null) return fail('signed-out');
      const nowMs = clock.nowMs();
      const paused = (await pausedUntilMs(trx, account, nowMs)) !== null;
      const refused = refusalOf(decide(toActor(row), { action: 'picture.set', paused }));
      if (refused !== null) return refused;
      if (type === null) return fail('not-a-picture');
      await putPicture(trx, account, { id: newId<PictureId>(random), type, bytes }, nowMs);
      return ok(null);
    });

  return {
    own: async (account) => ok(await own(account)),
    async set(account, image) {
      const nowMs = timers.monotonicMs();
      if (!settings.has(account, PICTURE.setting, nowMs)) return fail('too-fast');
      settings.spend(account, PICTURE.setting, nowMs, 1); // what is refused was looked at, too
      const bytes = new Uint8Array(Buffer.from(image, 'base64'));
      const plain = readPlainPicture(bytes); // outside of the transaction, which keeps others waiting
      const done = await put(account, plain.ok ? plain.value.type : null, bytes);
      if (!done.ok) return done;
      await erased(); // the one before it
      return ok(await own(account));
    },
    async clear(account) {
      const done = await db.transaction().execute(async (trx): Promise<Result<boolean, Fault>> => {
        const row = await findAccount(trx, account);
        if (row === null) return fail('signed-out');
        return refusalOf(decide(toActor(row), { action: 'picture.clear' })) ?? ok(await dropPicture(trx, account));
      });
      if (!done.ok) return done;
      if (done.value) await erased();
      return ok(await own(account));
    },
    find: async (reader, names) => ok({ pictures: await picturesOf(db, reader, names) }),
    async removed(done) {
      const result = await done;
      if (result.ok) await erased();
      return result;
    },
    async read(reader, picture) {
      const found = await pictureAt(db, reader, picture);
      return found === null ? fail('not-found') : ok({ type: found.type, image: Buffer.from(found.bytes).toString('base64') });
    },
  };
}
