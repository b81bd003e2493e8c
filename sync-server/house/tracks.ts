import type { BodyOf } from '#shared/api/contract.ts';
import type { AccountId } from '#shared/ids.ts';
import { ROLE } from '#shared/limits.ts';
import { powersOf, soundsLikeClearance, textsLeadOutside, type Role } from '#shared/people/roles.ts';
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

/** P42: a ladder is changed from above whatever stands on it. */
const rankOf = (roles: readonly Role[]): number => powersOf(roles).rank;

export const createTracks = (parts: HouseParts): Tracks => ({
  save: (by, { track, place, reason }) =>
    act(parts, by, reason, async (trx, caller, doing) => {
      const rank = rankOf((await readRoles(trx)).filter((role) => role.track === track.id));
      const refused = refusalOf(decide(caller, { action: 'track.edit', rank, leaves: false }));
      if (refused !== null) return refused;
      if (soundsLikeClearance({ names: track.names, teenNames: null })) return fail('name-reserved');
      if (textsLeadOutside(track.names)) return fail('contact-details');
      const tracks = await readTracks(trx);
      if (!tracks.some(({ id }) => id === track.id) && tracks.length >= ROLE.maxTracks) return fail('too-many');
      await saveTrack(trx, doing, track, place);
      return ok([]);
    }),
  remove: (by, { track: id, reason }) =>
    act(parts, by, reason, async (trx, caller, doing) => {
      const standing = (await readRoles(trx)).filter((role) => role.track === id);
      const refused = refusalOf(decide(caller, { action: 'track.edit', rank: rankOf(standing), leaves: standing.length > 0 }));
      if (refused !== null) return refused;
      const track = (await readTracks(trx)).find((one) => one.id === id);
      if (track === undefined) return fail('not-found');
      await removeTrack(trx, doing, track);
      return ok([]);
    }),
});
