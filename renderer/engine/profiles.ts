import { z } from 'zod';
import type { BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf } from '#shared/api/contract.ts';
import { DIRECTORY } from '#shared/limits.ts';
import { foldName } from '#shared/people/names.ts';
import {
  listenerCard, ownProfile, profileView, type BreakChange, type ListenerCard, type ListenerQuery, type ListenersPage, type OwnProfile,
  type ProfileChange, type ProfileView,
} from '#shared/people/profile.ts';
import type { Status } from '#shared/people/presence-shown.ts';
import type { Clock } from '#shared/ports.ts';
import { ok } from '#shared/result.ts';
import type { Vault } from '../vault/types.ts';
import { createCell } from './readable.ts';
import type { CommandResult, Readable } from './types.ts';

/** Something the relay said, with when. */
export interface Seen<Value> {
  readonly value: Value;
  readonly seenAtMs: number;
}

/** Profiles and the directory: asked of the relay, and what it said last kept in the vault for when it is out of reach. */
export interface ProfileCommands {
  /** One's own profile as the relay last said it; null until it has. */
  readonly own: Readable<OwnProfile | null>;
  readOwn(): CommandResult<OwnProfile>;
  change(change: ProfileChange): CommandResult<OwnProfile>;
  setStatus(status: Status): CommandResult<OwnProfile>;
  takeBreak(change: BreakChange): CommandResult<OwnProfile>;
  read(name: string): CommandResult<ProfileView>;
  /** The profile as it was last seen on this device. */
  readKept(name: string): Promise<Seen<ProfileView> | null>;
  find(query: ListenerQuery): CommandResult<ListenersPage>;
  /** Listeners that the directory showed on this device before, the newest first. */
  kept(): Promise<readonly Seen<ListenerCard>[]>;
  /** Resolves when all that is to be kept is on disk. */
  settled(): Promise<void>;
}

export interface ProfileParts {
  readonly vault: Pick<Vault, 'collection' | 'settings'>;
  readonly clock: Clock;
  onStorageFailure(cause: unknown): void;
  call<Name extends EndpointName>(name: Name, params: ParamsOf<Name>, body: BodyOf<Name>, query?: QueryOf<Name>): CommandResult<ReplyOf<Name>>;
}

const seenCards = z.array(z.object({ value: listenerCard, seenAtMs: z.number() }));
const seenProfiles = z.array(z.object({ value: profileView, seenAtMs: z.number() }));
const OWN_KEY = 'own-profile';
const nothing = (): void => undefined;

/** Who goes by this name, in whatever case it is written. */
const isCalled = (name: string) => {
  const folded = foldName(name);
  return ({ value }: Seen<{ readonly name: string }>): boolean => foldName(value.name) === folded;
};

export function createProfileCommands({ vault, clock, onStorageFailure, call }: ProfileParts): ProfileCommands {
  const cards = vault.collection('seen-listeners', seenCards);
  const profiles = vault.collection('seen-profiles', seenProfiles);
  const own = createCell<OwnProfile | null>(null);
  const load = async (): Promise<void> => {
    const kept = ownProfile.safeParse(await vault.settings.get<unknown>(OWN_KEY));
    if (kept.success && own.getSnapshot() === null) own.set(kept.data);
  };
  let writing: Promise<unknown> = load().catch(nothing);

  /** One after the other; a disk that gives way is told, and the answer is shown all the same. */
  const keep = (write: () => Promise<unknown>): void => {
    writing = writing.then(write).catch(onStorageFailure);
  };

  function keepCards(found: readonly ListenerCard[]): void {
    const seenAtMs = clock.nowMs();
    const names = new Set(found.map(({ name }) => name));
    keep(() => cards.change('all', (before) =>
      [...found.map((value) => ({ value, seenAtMs })), ...(before ?? []).filter(({ value }) => !names.has(value.name))].slice(0, DIRECTORY.maxKeptCards)));
  }

  function keepProfile(value: ProfileView): void {
    const isThis = isCalled(value.name);
    keep(() => profiles.change('all', (before) =>
      [{ value, seenAtMs: clock.nowMs() }, ...(before ?? []).filter((seen) => !isThis(seen))].slice(0, DIRECTORY.maxKeptProfiles)));
  }

  /** Who is not shown any more is not shown from here either (F164). */
  function forget(name: string): void {
    const isThis = isCalled(name);
    keep(() => profiles.change('all', (before) => (before ?? []).filter((seen) => !isThis(seen))));
    keep(() => cards.change('all', (before) => (before ?? []).filter((seen) => !isThis(seen))));
  }

  async function mine(asked: CommandResult<OwnProfile>): CommandResult<OwnProfile> {
    const answer = await asked;
    if (!answer.ok) return answer;
    own.set(answer.value);
    keep(() => vault.settings.set(OWN_KEY, answer.value));
    return ok(answer.value);
  }

  return {
    own,
    readOwn: () => mine(call('readOwnProfile', {}, null)),
    change: (change) => mine(call('changeProfile', {}, change)),
    setStatus: (status) => mine(call('setStatus', {}, { status })),
    takeBreak: (change) => mine(call('takeBreak', {}, change)),
    async read(name) {
      const answer = await call('readProfile', { name }, null);
      if (answer.ok) keepProfile(answer.value);
      else if (answer.error.code === 'not-found') forget(name);
      return answer;
    },
    async readKept(name) {
      await writing;
      return (await profiles.get('all').catch(() => null))?.find(isCalled(name)) ?? null;
    },
    async find(query) {
      const answer = await call('findListeners', {}, null, query);
      if (answer.ok) keepCards(answer.value.listeners);
      return answer;
    },
    async kept() {
      await writing;
      return (await cards.get('all').catch(() => null)) ?? [];
    },
    settled: async () => void (await writing),
  };
}
