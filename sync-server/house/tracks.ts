import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { ROLE } from '#shared/limits.ts';
import { decide } from '#shared/policy/decide.ts';
import { ok, type Result } from '#shared/result.ts';
import { fail, refusalOf, type Fault } from '../fault.ts';
import { act, type HouseParts } from './acting.ts';
import { readRoles, readTracks } from './role-store.ts';
import { removeTrack, saveTrack } from './track-store.ts';

/** The ladders that roles stand on (F209), which are data of the house like the roles. */
export interface Tracks {
  save(by: AccountId, body: BodyOf<'saveTrack'>): Promise<Result<null, Fault>>;
  remove(by: AccountId, body: BodyOf<'removeTrack'>): Promise<Result<null, Fault>>;
}

export const createTracks = (parts: HouseParts): Tracks => ({
  save: (by, { track, place, reason }) =>
    act(parts, by, reason, async (trx, caller, doing) => {
      const refused = refusalOf(decide(caller, { action: 'track.edit', leaves: false }));
      if (refused !== null) return refused;
      const tracks = await readTracks(trx);
      if (!tracks.some(({ id }) => id === track.id) && tracks.length >= ROLE.maxTracks) return fail('too-many');
      await saveTrack(trx, doing, track, place);
      return ok([]);
    }),
  remove: (by, { track: id, reason }) =>
    act(parts, by, reason, async (trx, caller, doing) => {
      const leaves = (await readRoles(trx)).some(({ track }) => track === id);
      const refused = refusalOf(decide(caller, { action: 'track.edit', leaves }));
      if (refused !== null) return refused;
      const track = (await readTracks(trx)).find((one) => one.id === id);
      if (track === undefined) return fail('not-found');
      await removeTrack(trx, doing, track);
      return ok([]);
    }),
});
