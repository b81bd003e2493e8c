import { EMPTY_PROFILE, type ListenerCard, type ListenerQuery, type OwnProfile, type ProfileView } from '#shared/people/profile.ts';
import { err, ok } from '#shared/result.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { ProfileCommands, Seen } from '../../../engine/profiles.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** Profiles and the directory in plain memory, for the screens' tests. */
export interface FakeProfiles extends ProfileCommands {
  readonly own: ValueStore<OwnProfile | null>;
  /** What the relay knows. */
  readonly listeners: ListenerCard[];
  readonly profiles: ProfileView[];
  /** What this device saw before. */
  readonly seen: Seen<ListenerCard>[];
  readonly asked: ListenerQuery[];
}

export function fakeProfiles(command: <T>(act: () => T) => CommandResult<T>): FakeProfiles {
  const own = createValueStore<OwnProfile | null>(EMPTY_PROFILE);
  const listeners: ListenerCard[] = [];
  const profiles: ProfileView[] = [];
  const seen: Seen<ListenerCard>[] = [];
  const asked: ListenerQuery[] = [];
  const set = (change: Partial<OwnProfile>): CommandResult<OwnProfile> =>
    command(() => {
      const next = { ...(own.getSnapshot() ?? EMPTY_PROFILE), ...change };
      own.set(next);
      return next;
    });
  return {
    own,
    listeners,
    profiles,
    seen,
    asked,
    readOwn: () => set({}),
    change: (change) => set(change as Partial<OwnProfile>),
    setStatus: (status) => set({ status }),
    takeBreak: ({ away, untilMs, note }) => set({ away, awayUntilMs: untilMs, awayNote: note }),
    async read(name) {
      const there = await command(() => profiles.find((one) => one.name === name) ?? null);
      if (!there.ok) return there;
      return there.value === null ? err({ code: 'not-found', rule: null, retryAfterMs: null }) : ok(there.value);
    },
    readKept: async () => null,
    find: (query) =>
      command(() => {
        asked.push(query);
        const fits = (card: ListenerCard): boolean =>
          (query.topic === undefined || card.topics.includes(query.topic)) && card.name.toLowerCase().startsWith((query.text ?? '').toLowerCase());
        return { listeners: listeners.filter(fits), next: null };
      }),
    kept: async () => seen,
    settled: async () => undefined,
  };
}
