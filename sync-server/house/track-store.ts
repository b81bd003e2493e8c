import type { Track } from '#shared/people/roles.ts';
import type { Sql } from '../accounts/account-store.ts';
import { writeAct } from './audit.ts';
import { readTracks, type Doing } from './role-store.ts';

const inShort = ({ id, names }: Track, place: number): string => `${id} "${names.en}" / "${names.es}", place ${place}`;

/** F209: makes a track, renames one, or puts it elsewhere on the page. `place` counts from 1; past the end is the end. */
export async function saveTrack(trx: Sql, { by, reason, nowMs }: Doing, track: Track, place: number): Promise<void> {
  const tracks = await readTracks(trx);
  const at = tracks.findIndex(({ id }) => id === track.id);
  const before = tracks[at];
  const others = tracks.filter(({ id }) => id !== track.id);
  const stands = Math.min(place, others.length + 1);
  const row = { names: JSON.stringify(track.names), position: stands - 1 };
  if (before === undefined) await trx.insertInto('role_tracks').values({ id: track.id, ...row }).execute();
  else await trx.updateTable('role_tracks').set(row).where('id', '=', track.id).execute();
  const order = others.toSpliced(stands - 1, 0, track);
  for (const [position, { id }] of order.entries()) await trx.updateTable('role_tracks').set({ position }).where('id', '=', id).execute();
  const act = before === undefined ? 'add-track' : 'edit-track';
  await writeAct(trx, nowMs, { act, by, whom: null, reason, before: before === undefined ? null : inShort(before, at + 1), after: inShort(track, stands) });
}

export async function removeTrack(trx: Sql, { by, reason, nowMs }: Doing, track: Track): Promise<void> {
  const place = (await readTracks(trx)).findIndex(({ id }) => id === track.id) + 1;
  await trx.deleteFrom('role_tracks').where('id', '=', track.id).execute();
  await writeAct(trx, nowMs, { act: 'remove-track', by, whom: null, reason, before: inShort(track, place), after: null });
}
