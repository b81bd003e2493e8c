import { fitsTherapist, type KeptTherapist, type OwnTherapist, type TherapistCard, type TherapistQuery } from '#shared/people/therapist.ts';
import type { Seen } from '../../../engine/profiles.ts';
import type { TherapistCommands } from '../../../engine/therapists.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** Therapists over plain memory, for the screens' tests. */
export interface FakeTherapists extends TherapistCommands {
  /** What the relay knows. */
  readonly listed: TherapistCard[];
  readonly known: { own: OwnTherapist; all: KeptTherapist[] };
  /** What this device saw before. */
  readonly seen: Seen<TherapistCard>[];
  readonly asked: TherapistQuery[];
  /** What was asked of it that changes something. */
  readonly done: [string, unknown][];
}

export const NO_THERAPIST: OwnTherapist = { licence: null, entry: null, listed: false, application: null, mayApply: { allowed: true } };

export function fakeTherapists(command: <T>(act: () => T) => CommandResult<T>): FakeTherapists {
  const listed: TherapistCard[] = [];
  const seen: Seen<TherapistCard>[] = [];
  const asked: TherapistQuery[] = [];
  const done: [string, unknown][] = [];
  const known: FakeTherapists['known'] = { own: NO_THERAPIST, all: [] };
  const doing = (name: string, body: unknown): CommandResult<unknown> => command(() => void done.push([name, body]));
  return {
    listed,
    known,
    seen,
    asked,
    done,
    find: (query) =>
      command(() => {
        asked.push(query);
        return { therapists: listed.filter((card) => fitsTherapist(card, query)), next: null };
      }),
    kept: async () => seen,
    readOwn: () => command(() => known.own),
    apply: ({ text, ...licence }) =>
      command(() => {
        done.push(['applyAsTherapist', { ...licence, text }]);
        const application = { licence, text, atMs: 1, state: 'waiting' as const, answer: null };
        known.own = { ...known.own, application, mayApply: { allowed: false, rule: 'P47-one-application', remedy: 'wait' } };
        return known.own;
      }),
    withdraw: () =>
      command(() => {
        done.push(['withdrawTherapist', null]);
        known.own = { ...known.own, application: null, mayApply: { allowed: true } };
        return known.own;
      }),
    list: (text) => command(() => ({ therapists: known.all.filter(({ name }) => name.toLowerCase().startsWith(text.toLowerCase())), more: false })),
    giveEntry: (body) => doing('giveEntry', body),
    takeEntry: (body) => doing('takeEntry', body),
    end: (body) => doing('endTherapist', body),
    settled: () => Promise.resolve(),
  };
}
