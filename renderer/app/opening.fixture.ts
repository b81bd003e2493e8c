import { err, ok, type Result } from '#shared/result.ts';
import type { DraftBook } from '../engine/draft-book.ts';
import type { Engine } from '../engine/types.ts';
import type { OpenFailure, Profile, Vault } from '../vault/types.ts';
import { handTimers } from '../vault/vault.fixture.ts';
import { createOpening, type Opening, type OpeningParts, type OpeningState } from './opening.ts';
import type { Visits } from './only-this-visit.ts';
import type { PlaceMemory } from './place-memory.ts';
import type { WindowLocks, WindowNews } from './window-locks.ts';

/** A device in memory, and everything that is done to it, in order. */
export interface House {
  readonly log: string[];
  readonly profiles: Profile[];
  /** What opening a profile gives, where it is not its vault. */
  readonly failures: Map<string, OpenFailure>;
  readonly heldElsewhere: Set<string>;
  readonly seats: Map<string, FakeSeat>;
  engineThrows: boolean;
  /** Words of the engine's drafts that the disk refuses. */
  draftsRefused: boolean;
  readonly timers: ReturnType<typeof handTimers>;
  shelfThrows?: boolean;
  /** A place whose erasure was cut short was met. */
  erased?: boolean;
  memory?: PlaceMemory;
  visits?: Visits;
}

export interface FakeSeat {
  readonly hears: (news: WindowNews) => void;
  becomesFree: (() => void) | null;
}

export const house = (...ids: string[]): House => ({
  log: [],
  profiles: ids.map((id, index) => ({ id, createdAtMs: 0, openedAtMs: index, protection: 'device', recovery: false })),
  failures: new Map(),
  heldElsewhere: new Set(),
  seats: new Map(),
  engineThrows: false,
  draftsRefused: false,
  timers: handTimers(),
});

export function openingOf(parts: House): Opening {
  const { log } = parts;
  const vaultOf = (profile: Profile): Vault =>
    ({ profile, close: async () => void log.push(`close vault ${profile.id}`) }) as unknown as Vault;
  const vaultAt = (id: string): Vault => {
    const profile = parts.profiles.find((one) => one.id === id);
    if (profile === undefined) throw new Error(`no place ${id}`);
    return vaultOf(profile);
  };
  const profiles: OpeningParts['profiles'] = {
    async list() {
      if (parts.shelfThrows === true) throw new Error('UnknownError');
      return parts.profiles;
    },
    hasErased: () => parts.erased === true,
    async create() {
      const profile: Profile = { id: `made-${parts.profiles.length}`, createdAtMs: 9, openedAtMs: 9, protection: 'device', recovery: false };
      parts.profiles.push(profile);
      log.push(`create ${profile.id}`);
      return ok(vaultOf(profile));
    },
    async open(id, passphrase): Promise<Result<Vault, OpenFailure>> {
      const failure = parts.failures.get(id);
      if (failure?.code === 'passphrase-needed' && passphrase === 'open sesame') return ok(vaultAt(id));
      if (failure?.code === 'passphrase-needed' && passphrase !== null) return err({ code: 'wrong-passphrase' });
      if (failure !== undefined) return err(failure);
      log.push(`open ${id}`);
      return ok(vaultAt(id));
    },
    async erase(id) {
      log.push(`erase ${id}`);
      parts.profiles.splice(parts.profiles.findIndex((one) => one.id === id), 1);
    },
  };
  const locks: WindowLocks = {
    join(profile, hears) {
      const seat: FakeSeat = { hears, becomesFree: null };
      parts.seats.set(profile, seat);
      return {
        leadIfFree: async () => !parts.heldElsewhere.has(profile),
        async takeLead() {
          parts.heldElsewhere.delete(profile);
          return true;
        },
        waitForLead: (lead) => void (seat.becomesFree = lead),
        giveLead: () => void log.push(`give ${profile}`),
        tell: (news) => void log.push(`tell ${news} ${profile}`),
        leave: () => void log.push(`leave ${profile}`),
      };
    },
  };
  const createEngine: OpeningParts['createEngine'] = async (vault, follows, before) => {
    if (parts.engineThrows) throw new Error('QuotaExceededError');
    log.push(`${follows ? 'quiet engine' : 'engine'} ${vault.profile.id}`);
    const drafts = before ?? ({ flush: async () => !parts.draftsRefused, isUnsaved: () => parts.draftsRefused } as DraftBook);
    return { drafts, close: async () => void log.push(`close engine ${vault.profile.id}`) } as unknown as Engine;
  };
  return createOpening({ profiles, locks, timers: parts.timers, createEngine, ...(parts.memory === undefined ? {} : { memory: parts.memory }), ...(parts.visits === undefined ? {} : { visits: parts.visits }) });
}

export const at = (state: OpeningState): string => state.at;

/** Waits until whatever was asked before is done: a step that changes nothing comes after it. */
export const settled = async (opening: Opening): Promise<void> => {
  await opening.adopt(async () => err('nothing'));
};

/** Opened, with a passphrase. */
export async function withPassphrase(parts: House): Promise<Opening> {
  parts.profiles.splice(0, 1, ...parts.profiles.slice(0, 1).map((one) => ({ ...one, protection: 'passphrase' as const })));
  const opening = openingOf(parts);
  await opening.start();
  return opening;
}
