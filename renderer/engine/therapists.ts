import { z } from 'zod';
import type { BodyOf, ReplyOf } from '#shared/api/contract.ts';
import { THERAPIST } from '#shared/limits.ts';
import {
  fitsTherapist, therapistCard, type OwnTherapist, type TherapistApplication, type TherapistCard, type TherapistQuery, type TherapistsPage,
} from '#shared/people/therapist.ts';
import type { ProfileParts, Seen } from './profiles.ts';
import type { CommandResult } from './types.ts';

/** Therapists: who is listed, applying to be one, and keeping their directory (F042–F046). */
export interface TherapistCommands {
  find(query: TherapistQuery): CommandResult<TherapistsPage>;
  /** Therapists whom the directory showed on this device before, the newest first. */
  kept(): Promise<readonly Seen<TherapistCard>[]>;
  readOwn(): CommandResult<OwnTherapist>;
  apply(application: TherapistApplication): CommandResult<OwnTherapist>;
  withdraw(): CommandResult<OwnTherapist>;
  /** For those who settle applications. */
  list(text: string): CommandResult<ReplyOf<'readTherapists'>>;
  giveEntry(body: BodyOf<'giveEntry'>): CommandResult<unknown>;
  takeEntry(body: BodyOf<'takeEntry'>): CommandResult<unknown>;
  end(body: BodyOf<'endTherapist'>): CommandResult<unknown>;
  /** Resolves when all that is to be kept is on disk. */
  settled(): Promise<void>;
}

const seenCards = z.array(z.object({ value: therapistCard, seenAtMs: z.number() }));

export function createTherapistCommands({ vault, clock, onStorageFailure, call }: ProfileParts): TherapistCommands {
  const cards = vault.collection('seen-therapists', seenCards);
  let writing: Promise<unknown> = Promise.resolve();

  /** What a whole answer leaves out is listed no more, and is not shown from here either (F043). */
  function keep(query: TherapistQuery, { therapists, next }: TherapistsPage): void {
    const seenAtMs = clock.nowMs();
    const names = new Set(therapists.map(({ name }) => name));
    const isWhole = query.after === undefined && next === null;
    const stays = ({ value }: Seen<TherapistCard>): boolean => !names.has(value.name) && !(isWhole && fitsTherapist(value, query));
    writing = writing
      .then(() => cards.change('all', (before) =>
        [...therapists.map((value) => ({ value, seenAtMs })), ...(before ?? []).filter(stays)].slice(0, THERAPIST.maxKeptCards)))
      .catch(onStorageFailure);
  }

  return {
    async find(query) {
      const answer = await call('findTherapists', {}, null, query);
      if (answer.ok) keep(query, answer.value);
      return answer;
    },
    async kept() {
      await writing;
      return (await cards.get('all').catch(() => null)) ?? [];
    },
    readOwn: () => call('readOwnTherapist', {}, null),
    apply: (application) => call('applyAsTherapist', {}, application),
    withdraw: () => call('withdrawTherapist', {}, null),
    list: (text) => call('readTherapists', {}, null, text.trim() === '' ? {} : { text }),
    giveEntry: (body) => call('giveEntry', {}, body),
    takeEntry: (body) => call('takeEntry', {}, body),
    end: (body) => call('endTherapist', {}, body),
    settled: async () => void (await writing),
  };
}
