import type { AgeWishView, OwnAge } from '#shared/people/age-wishes.ts';
import type { ApplicationView, AuditLine, ClearedPerson, OwnClearance, OwnRestriction, PersonView, RestrictedPerson, RolesView, TeamView } from '#shared/people/keeping.ts';
import type { AgreementsView, RelayWatch } from '#shared/people/watching.ts';
import { err } from '#shared/result.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { HouseCommands } from '../../../engine/house.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** Keeping the house over plain memory, for the screens' tests. */
export interface FakeHouse extends HouseCommands {
  readonly team: ValueStore<TeamView | null>;
  readonly restriction: ValueStore<OwnRestriction | null>;
  /** What the relay knows. */
  readonly known: {
    roles: RolesView; people: RestrictedPerson[]; lines: AuditLine[]; clearance: OwnClearance; person: PersonView | null; age: OwnAge; wishes: AgeWishView[];
    agreements: AgreementsView; relay: RelayWatch; applications: ApplicationView[]; cleared: ClearedPerson[];
    /** People on a page of those who are banned or held. */
    pageSize: number;
  };
  /** What was asked of it that changes something: the endpoint and what went with it. */
  readonly done: [string, unknown][];
}

const WATCHED: RelayWatch = {
  version: '1', node: '24.0.0', status: 'ready', storage: 'writable', uptimeMs: 60_000, sockets: 2, sessions: 2, openDocuments: 3, waitingRequests: 1,
  openChats: 4, storeBytes: 1_000_000, logBytes: 1_000, freeBytes: 50_000_000_000, backupAtMs: 0, lostLog: false, damagedDocuments: 0, storageFailures: 0,
  refused: [], accounts: [{ type: 'member', count: 5 }],
};

export function fakeHouse(command: <T>(act: () => T) => CommandResult<T>): FakeHouse {
  const team = createValueStore<TeamView | null>(null);
  const restriction = createValueStore<OwnRestriction | null>({ restriction: null, told: null, appeal: null });
  const known: FakeHouse['known'] = {
    roles: { tracks: [], roles: [] }, people: [], lines: [], applications: [], cleared: [], clearance: { cleared: false, application: null, takenBack: null },
    person: null, age: { ageGroup: 'adult', correctedAtMs: null, correctedWhy: null, correctedBecause: null, teenTitle: null, wish: null }, wishes: [], agreements: { texts: [] }, relay: WATCHED, pageSize: 200,
  };
  const done: [string, unknown][] = [];
  const doing = <T>(name: string, body: unknown, answer: () => T): CommandResult<T> =>
    command(() => {
      done.push([name, body]);
      return answer();
    });
  return {
    team,
    restriction,
    known,
    done,
    readTeam: () => command(() => team.getSnapshot() ?? { tracks: [] }),
    readRestriction: () => command(() => restriction.getSnapshot() ?? { restriction: null, told: null, appeal: null }),
    appeal: (text) =>
      doing('writeAppeal', text, () => {
        const now = { restriction: restriction.getSnapshot()?.restriction ?? null, told: restriction.getSnapshot()?.told ?? null, appeal: { text, atMs: 1, answer: null, answeredAtMs: null } };
        restriction.set(now);
        return now;
      }),
    readClearance: () => command(() => known.clearance),
    applyForClearance: (text) => doing('applyForClearance', text, () => known.clearance),
    readRoles: () => command(() => known.roles),
    appoint: (act, body) => doing(act, body, () => known.roles),
    saveRole: (body) => doing('saveRole', body, () => known.roles),
    removeRole: (body) => doing('removeRole', body, () => known.roles),
    saveTrack: (body) => doing('saveTrack', body, () => known.roles),
    removeTrack: (body) => doing('removeTrack', body, () => known.roles),
    readOwnAge: () => command(() => known.age),
    askForAge: (body) =>
      doing('askForAge', body, () => {
        known.age = { ...known.age, wish: { ...body, atMs: 1, state: 'waiting', answer: null, againFromMs: null } };
        return known.age;
      }),
    showTeenTitle: (body) =>
      doing('showTeenTitle', body, () => {
        known.age = { ...known.age, teenTitle: known.age.teenTitle && { ...known.age.teenTitle, ...body } };
        return known.age;
      }),
    readAgeWishes: () => command(() => ({ wishes: [...known.wishes], more: false })),
    settleAgeWish: (body) => doing('settleAgeWish', body, () => ({})),
    correctAge: (body) => doing('correctAge', body, () => ({})),
    lookUp: (name) =>
      known.person?.name === name
        ? command(() => known.person as PersonView)
        : Promise.resolve(err({ code: 'not-found', rule: null, retryAfterMs: null })),
    readRestrictions: (after) =>
      command(() => {
        const from = Number(after?.slice(1) ?? 0);
        const upTo = from + known.pageSize;
        return { people: known.people.slice(from, upTo), next: upTo < known.people.length ? `w${upTo}` : null };
      }),
    restrict: (act, body) => doing(act, body, () => ({})),
    removePicture: (body) => doing('removePicture', body, () => ({})),
    answerAppeal: (body) => doing('answerAppeal', body, () => ({})),
    readApplications: () => command(() => ({ applications: [...known.applications], more: false })),
    settleApplication: (body) => doing('settleApplication', body, () => ({})),
    readCleared: (text) => command(() => ({ people: known.cleared.filter(({ name }) => name.toLowerCase().startsWith(text.toLowerCase())), more: false })),
    endClearance: (body) => doing('endClearance', body, () => ({})),
    readAudit: () => command(() => ({ lines: [...known.lines], next: null })),
    watchRelay: () => command(() => known.relay),
    readAgreements: () => command(() => known.agreements),
    settled: () => Promise.resolve(),
  };
}
