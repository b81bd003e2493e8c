import { ROLE } from '#shared/limits.ts';
import { reason as reasonShape } from '#shared/people/keeping.ts';
import { roleKey, soundsLikeClearance, track as trackShape, type Track } from '#shared/people/roles.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Sql } from '../accounts/account-store.ts';
import { readRoles, readTracks, type Doing } from '../house/role-store.ts';
import { removeTrack, saveTrack } from '../house/track-store.ts';
import { DONE, type AdminContext, type Outcome } from './context.ts';

/** What an operator may ask for about the ladders that roles stand on (F209). */
export type TrackCommand =
  | { readonly do: 'track'; readonly act: 'list' }
  | { readonly do: 'track'; readonly act: 'remove'; readonly track: string; readonly reason: string }
  /** What is not said stays as it is; a new track stands last. */
  | {
      readonly do: 'track';
      readonly act: 'add' | 'edit';
      readonly track: string;
      readonly names: Partial<Track['names']>;
      readonly place: number | null;
      readonly reason: string;
    };

export const TRACK_OPTIONS = { place: { type: 'string' } } as const;
type TrackValues = { readonly [Name in 'place' | 'en' | 'es' | 'reason']?: string | undefined };

export const TRACK_HELP = `  track list          the ladders, in the order of "Our Team"
  track add <track>   a new one; "edit" changes one, "remove" takes one out on which no role stands (all with --reason)
      --en, --es        its name in both languages; --place 1 and on, where it stands on the page`;

const ACTS = ['list', 'add', 'edit', 'remove'] as const;

export function parseTrackCommand(said: string | undefined, track: string | undefined, values: TrackValues): Result<TrackCommand, string> {
  const act = ACTS.find((one) => one === (said ?? 'list'));
  if (act === undefined) return err(`"track" knows ${ACTS.join(', ')}.`);
  if (act === 'list') return ok({ do: 'track', act });
  if (!roleKey.safeParse(track).success || track === undefined) return err(`"track ${act}" needs a track, such as mentoring.`);
  const reason = reasonShape.safeParse(values.reason ?? '');
  if (!reason.success) return err(`"track ${act}" needs --reason, a few words on why; they are kept in the record of acts.`);
  if (act === 'remove') return ok({ do: 'track', act, track, reason: reason.data });
  const place = values.place === undefined ? null : Number(values.place);
  if (place !== null && !(Number.isInteger(place) && place >= 1 && place <= ROLE.maxTracks)) return err(`--place is a number from 1 to ${ROLE.maxTracks}.`);
  const { en, es } = values;
  const names = { ...(en === undefined ? {} : { en }), ...(es === undefined ? {} : { es }) };
  return ok({ do: 'track', act, track, names, place, reason: reason.data });
}

export async function trackCommand(context: AdminContext, db: Sql, command: TrackCommand): Promise<Outcome> {
  if (command.act === 'list') return list(context, db);
  const doing: Doing = { by: null, reason: command.reason, nowMs: context.ports.clock.nowMs() };
  const done = await db.transaction().execute((trx) => perform(trx, doing, command));
  if (!done.ok) return done;
  context.say(done.value);
  return DONE;
}

async function perform(trx: Sql, doing: Doing, command: Exclude<TrackCommand, { act: 'list' }>): Promise<Result<string, string>> {
  const tracks = await readTracks(trx);
  const at = tracks.findIndex(({ id }) => id === command.track);
  const before = tracks[at];
  if (command.act === 'add' && before !== undefined) return err(`There is a track ${command.track} already; "track edit" changes it.`);
  if (command.act !== 'add' && before === undefined) return err(`There is no track ${command.track}. "track list" has them all.`);
  if (command.act === 'remove') {
    if (before === undefined) return err(`There is no track ${command.track}.`);
    const standing = (await readRoles(trx)).filter(({ track }) => track === command.track).map(({ id }) => id);
    if (standing.length > 0) return err(`Roles stand on ${command.track}: ${standing.join(', ')}. Put them elsewhere first, with "role edit <role> --track".`);
    await removeTrack(trx, doing, before);
    return ok(`${command.track} is no track any more.`);
  }
  if (before === undefined && tracks.length >= ROLE.maxTracks) return err(`There are ${ROLE.maxTracks} tracks already.`);
  const track = trackShape.safeParse({ id: command.track, names: { ...before?.names, ...command.names } });
  if (!track.success) return err('A track needs its name in both languages, --en and --es, of up to 40 characters.');
  if (soundsLikeClearance({ names: track.data.names, teenNames: null })) return err('That name would be taken for the clearance of adult listeners for teens.');
  await saveTrack(trx, doing, track.data, command.place ?? (before === undefined ? tracks.length + 1 : at + 1));
  return ok(`${track.data.id}: ${track.data.names.en}.`);
}

async function list({ say }: AdminContext, db: Sql): Promise<Outcome> {
  const roles = await readRoles(db);
  for (const { id, names } of await readTracks(db)) {
    const ladder = roles.filter(({ track }) => track === id).map((role) => `${role.rank} ${role.id}`);
    say(`${id.padEnd(12)} ${names.en} / ${names.es}  ${ladder.join(', ') || 'no roles'}`);
  }
  return DONE;
}
