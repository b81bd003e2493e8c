import type { AuditLine, OwnClearance, OwnRestriction, RelayWatch, RestrictedPerson, RolesView, TeamView } from '#shared/people/keeping.ts';
import { createValueStore, type ValueStore } from '../../../app/value-store.ts';
import type { HouseCommands } from '../../../engine/house.ts';
import type { CommandResult } from '../../../engine/types.ts';

/** Keeping the house over plain memory, for the screens' tests. */
export interface FakeHouse extends HouseCommands {
  readonly team: ValueStore<TeamView | null>;
  readonly restriction: ValueStore<OwnRestriction | null>;
  /** What the relay knows. */
  readonly known: { roles: RolesView; people: RestrictedPerson[]; lines: AuditLine[]; clearance: OwnClearance };
  /** What was asked of it that changes something: the endpoint and what went with it. */
  readonly done: [string, unknown][];
}

const WATCHED: RelayWatch = {
  version: '1', status: 'ready', storage: 'writable', uptimeMs: 60_000, sockets: 2, openDocuments: 3, waitingRequests: 1, openChats: 4,
  storeBytes: 1_000_000, accounts: [{ type: 'member', count: 5 }],
};

export function fakeHouse(command: <T>(act: () => T) => CommandResult<T>): FakeHouse {
  const team = createValueStore<TeamView | null>(null);
  const restriction = createValueStore<OwnRestriction | null>({ restriction: null, appeal: null });
  const known: FakeHouse['known'] = { roles: { tracks: [], roles: [] }, people: [], lines: [], clearance: { cleared: false, application: null } };
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
    readRestriction: () => command(() => restriction.getSnapshot() ?? { restriction: null, appeal: null }),
    appeal: (text) =>
      doing('writeAppeal', text, () => {
        const now = { restriction: restriction.getSnapshot()?.restriction ?? null, appeal: { text, atMs: 1, answer: null, answeredAtMs: null } };
        restriction.set(now);
        return now;
      }),
    readClearance: () => command(() => known.clearance),
    applyForClearance: (text) => doing('applyForClearance', text, () => known.clearance),
    readRoles: () => command(() => known.roles),
    appoint: (act, body) => doing(act, body, () => known.roles),
    saveRole: (body) => doing('saveRole', body, () => known.roles),
    removeRole: (body) => doing('removeRole', body, () => known.roles),
    readRestrictions: () => command(() => ({ people: [...known.people], more: false })),
    restrict: (act, body) => doing(act, body, () => ({})),
    answerAppeal: (body) => doing('answerAppeal', body, () => ({})),
    readApplications: () => command(() => ({ applications: [], more: false })),
    settleApplication: (body) => doing('settleApplication', body, () => ({})),
    readAudit: () => command(() => ({ lines: [...known.lines], next: null })),
    watchRelay: () => command(() => WATCHED),
    settled: () => Promise.resolve(),
  };
}
