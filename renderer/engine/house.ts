import type { BodyOf, EndpointName, ParamsOf, QueryOf, ReplyOf } from '#shared/api/contract.ts';
import type { OwnAge } from '#shared/people/age-wishes.ts';
import {
  ownRestriction, teamView, type OwnClearance, type OwnRestriction, type PersonView, type RolesView, type TeamView,
} from '#shared/people/keeping.ts';
import type { AgreementsView, RelayWatch } from '#shared/people/watching.ts';
import { ok } from '#shared/result.ts';
import type { Vault } from '../vault/types.ts';
import { createCell } from './readable.ts';
import type { CommandResult, Readable } from './types.ts';

/** Keeping the house, and what stands against oneself. Asked of the relay; the team and one's own standing are kept for offline. */
export interface HouseCommands {
  /** Who holds which role, as the relay last said it (F210); null until it has. */
  readonly team: Readable<TeamView | null>;
  readTeam(): CommandResult<TeamView>;
  /** A ban or hold of one's own, and what was said to it; null until the relay was asked. */
  readonly restriction: Readable<OwnRestriction | null>;
  readRestriction(): CommandResult<OwnRestriction>;
  appeal(text: string): CommandResult<OwnRestriction>;
  readClearance(): CommandResult<OwnClearance>;
  applyForClearance(text: string): CommandResult<OwnClearance>;
  readRoles(): CommandResult<RolesView>;
  appoint(act: 'giveRole' | 'takeRole', body: BodyOf<'giveRole'>): CommandResult<RolesView>;
  saveRole(body: BodyOf<'saveRole'>): CommandResult<RolesView>;
  removeRole(body: BodyOf<'removeRole'>): CommandResult<RolesView>;
  saveTrack(body: BodyOf<'saveTrack'>): CommandResult<RolesView>;
  removeTrack(body: BodyOf<'removeTrack'>): CommandResult<RolesView>;
  readOwnAge(): CommandResult<OwnAge>;
  askForAge(body: BodyOf<'askForAge'>): CommandResult<OwnAge>;
  showTeenTitle(body: BodyOf<'showTeenTitle'>): CommandResult<OwnAge>;
  readAgeWishes(): CommandResult<ReplyOf<'readAgeWishes'>>;
  settleAgeWish(body: BodyOf<'settleAgeWish'>): CommandResult<unknown>;
  correctAge(body: BodyOf<'correctAge'>): CommandResult<unknown>;
  /** By the exact name (F024). */
  lookUp(name: string): CommandResult<PersonView>;
  /** `after`: the page behind that one, by its `next`; the first without it. */
  readRestrictions(after?: string): CommandResult<ReplyOf<'readRestrictions'>>;
  restrict(act: 'banPerson' | 'unbanPerson' | 'releasePerson', body: BodyOf<'banPerson'>): CommandResult<unknown>;
  removePicture(body: BodyOf<'removePicture'>): CommandResult<unknown>;
  answerAppeal(body: BodyOf<'answerAppeal'>): CommandResult<unknown>;
  readApplications(): CommandResult<ReplyOf<'readApplications'>>;
  settleApplication(body: BodyOf<'settleApplication'>): CommandResult<unknown>;
  /** Who is cleared for chats with teens, by the beginning of the name. */
  readCleared(text: string): CommandResult<ReplyOf<'readCleared'>>;
  endClearance(body: BodyOf<'endClearance'>): CommandResult<unknown>;
  /** `before`: the lines before that one; the newest without it. */
  readAudit(before?: number): CommandResult<ReplyOf<'readAudit'>>;
  watchRelay(): CommandResult<RelayWatch>;
  readAgreements(): CommandResult<AgreementsView>;
  /** Resolves when all that is to be kept is on disk. */
  settled(): Promise<void>;
}

export interface HouseCommandParts {
  readonly vault: Pick<Vault, 'settings'>;
  onStorageFailure(cause: unknown): void;
  call<Name extends EndpointName>(name: Name, params: ParamsOf<Name>, body: BodyOf<Name>, query?: QueryOf<Name>): CommandResult<ReplyOf<Name>>;
}

const TEAM_KEY = 'team';
const RESTRICTION_KEY = 'own-restriction';

export function createHouseCommands({ vault, onStorageFailure, call }: HouseCommandParts): HouseCommands {
  const team = createCell<TeamView | null>(null);
  const restriction = createCell<OwnRestriction | null>(null);
  let writing: Promise<unknown> = showKept().catch(() => undefined);

  async function showKept(): Promise<void> {
    const known = teamView.safeParse(await vault.settings.get<unknown>(TEAM_KEY));
    if (known.success && team.getSnapshot() === null) team.set(known.data);
    const own = ownRestriction.safeParse(await vault.settings.get<unknown>(RESTRICTION_KEY));
    if (own.success && restriction.getSnapshot() === null) restriction.set(own.data);
  }

  /** Shows the answer, and keeps it; a disk that gives way is told, and the answer is shown all the same. */
  async function keep<Value>(asked: CommandResult<Value>, cell: { set(value: NoInfer<Value>): void }, key: string): CommandResult<Value> {
    const answer = await asked;
    if (!answer.ok) return answer;
    cell.set(answer.value);
    writing = writing.then(() => vault.settings.set(key, answer.value)).catch(onStorageFailure);
    return ok(answer.value);
  }

  return {
    team,
    readTeam: () => keep(call('readTeam', {}, null), team, TEAM_KEY),
    restriction,
    readRestriction: () => keep(call('readOwnRestriction', {}, null), restriction, RESTRICTION_KEY),
    appeal: (text) => keep(call('writeAppeal', {}, { text }), restriction, RESTRICTION_KEY),
    readClearance: () => call('readOwnClearance', {}, null),
    applyForClearance: (text) => call('applyForClearance', {}, { text }),
    readRoles: () => call('readRoles', {}, null),
    appoint: (act, body) => call(act, {}, body),
    saveRole: (body) => call('saveRole', {}, body),
    removeRole: (body) => call('removeRole', {}, body),
    saveTrack: (body) => call('saveTrack', {}, body),
    removeTrack: (body) => call('removeTrack', {}, body),
    readOwnAge: () => call('readOwnAge', {}, null),
    askForAge: (body) => call('askForAge', {}, body),
    showTeenTitle: (body) => call('showTeenTitle', {}, body),
    readAgeWishes: () => call('readAgeWishes', {}, null),
    settleAgeWish: (body) => call('settleAgeWish', {}, body),
    correctAge: (body) => call('correctAge', {}, body),
    lookUp: (name) => call('lookUpPerson', {}, { name }),
    readRestrictions: (after) => call('readRestrictions', {}, null, after === undefined ? {} : { after }),
    restrict: (act, body) => call(act, {}, body),
    removePicture: (body) => call('removePicture', {}, body),
    answerAppeal: (body) => call('answerAppeal', {}, body),
    readApplications: () => call('readApplications', {}, null),
    settleApplication: (body) => call('settleApplication', {}, body),
    readCleared: (text) => call('readCleared', {}, null, text === '' ? {} : { text }),
    endClearance: (body) => call('endClearance', {}, body),
    readAudit: (before) => call('readAudit', {}, null, before === undefined ? {} : { before }),
    watchRelay: () => call('watchRelay', {}, null),
    readAgreements: () => call('readAgreements', {}, null),
    settled: async () => void (await writing),
  };
}
