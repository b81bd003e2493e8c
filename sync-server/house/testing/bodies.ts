import type { EndpointName } from '#shared/api/contract.ts';
import type { houseEndpoints } from '#shared/api/endpoints/house.ts';
import type { therapistsEndpoints } from '#shared/api/endpoints/therapists.ts';
import type { AccountId } from '#shared/ids.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { FIRST_ROLES, FIRST_TRACKS } from '#shared/people/roles.ts';
import { CAPABILITIES } from '#shared/policy/standing.ts';
import { findAccountByName, newAccount, insertAccount, type Sql } from '../../accounts/account-store.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import type { Random } from '#shared/ports.ts';

/** Whom all those acts are about. */
export const TARGET = 'Tamarind';
const about = { name: TARGET, reason: 'for a test' };
const EMPTY_TRACK = 'garden';
const GREETER = { ...FIRST_ROLES[0], id: 'greeter', names: { en: 'Greeter', es: 'Anfitrión' } };

/** One body that each endpoint of the house accepts. */
export const HOUSE_BODIES: Record<keyof typeof houseEndpoints, Record<string, unknown> | null> = {
  readTeam: null,
  readRoles: null,
  giveRole: { ...about, role: 'supporter' },
  takeRole: { ...about, role: 'supporter' },
  saveRole: { role: GREETER, reason: 'for a test' },
  removeRole: { role: 'supporter', reason: 'for a test' },
  saveTrack: { track: FIRST_TRACKS[0], place: 2, reason: 'for a test' },
  removeTrack: { track: EMPTY_TRACK, reason: 'for a test' },
  readOwnAge: null,
  askForAge: { wanted: 'teen', text: 'I tapped the wrong one.' },
  showTeenTitle: { shown: false },
  readAgeWishes: null,
  settleAgeWish: { ...about, grant: false },
  correctAge: { ...about, ageGroup: 'teen' },
  lookUpPerson: { name: TARGET },
  readRestrictions: null,
  banPerson: about,
  unbanPerson: about,
  releasePerson: about,
  removePicture: about,
  answerAppeal: { name: TARGET, answer: 'Somebody looked again.' },
  readOwnRestriction: null,
  writeAppeal: { text: 'It was not me.' },
  readOwnClearance: null,
  applyForClearance: { text: 'Here is my check.' },
  readApplications: null,
  settleApplication: { ...about, grant: false },
  readCleared: null,
  endClearance: about,
  readAudit: null,
  watchRelay: null,
  readAgreements: null,
};

/** The same of those about therapists. */
export const THERAPIST_BODIES: Record<keyof typeof therapistsEndpoints, Record<string, unknown> | null> = {
  findTherapists: null,
  readOwnTherapist: null,
  applyAsTherapist: { legalName: 'Anna Miller', country: 'DE', region: '', number: 'N-77', text: 'Grief, for twenty years.' },
  withdrawTherapist: null,
  readTherapists: null,
  giveEntry: { ...about, untilMs: null },
  takeEntry: about,
  endTherapist: about,
};

const isOfHouse = (name: EndpointName): boolean => Object.hasOwn(HOUSE_BODIES, name) || Object.hasOwn(THERAPIST_BODIES, name);

/** Makes the account one for which the endpoint does something, and somebody there whom it is done to. */
export async function readyFor(db: Sql, random: Random, name: EndpointName, account: AccountId): Promise<void> {
  if (!isOfHouse(name)) return;
  const made = newAccount(random, TARGET, 'member', 0);
  const target = (await findAccountByName(db, TARGET))?.id ?? made.id;
  if (target === made.id) await db.transaction().execute((trx) => insertAccount(trx, made));
  const line = { account: target, text: 'a word', at_ms: 1, state: 'waiting', answer: null, answered_at_ms: null } as const;
  if (name === 'answerAppeal') await db.insertInto('appeals').values(line).execute();
  if (name === 'settleApplication') await db.insertInto('clearance_applications').values(line).execute();
  if (name === 'endClearance') await db.updateTable('accounts').set({ cleared_for_teens: 1 }).where('id', '=', target).execute();
  if (name === 'settleAgeWish') await db.insertInto('age_wishes').values({ ...line, wanted: 'teen' }).execute();
  if (name === 'settleAgeWish' || name === 'correctAge') await db.updateTable('accounts').set({ age_group: 'adult' }).where('id', '=', target).execute();
  if (name === 'removeTrack') {
    await db.insertInto('role_tracks')
      .values({ id: EMPTY_TRACK, position: 9, names: JSON.stringify({ en: 'Garden', es: 'Jardín' }) })
      .onConflict((conflict) => conflict.column('id').doNothing()).execute();
  }
  if (name === 'giveEntry') await db.updateTable('accounts').set({ type: 'therapist' }).where('id', '=', target).execute();
  const set =
    name === 'writeAppeal'
      ? { banned: 1 as const }
      : name === 'applyForClearance'
        ? {
            type: 'listener' as const, age_group: 'adult' as const, consent_versions: JSON.stringify(currentVersions()),
            listener_version: LISTENER_AGREEMENT.version,
          }
        : name === 'applyAsTherapist'
          ? { type: 'member' as const, age_group: 'adult' as const, consent_versions: JSON.stringify(currentVersions()) }
        : name === 'askForAge'
          ? { age_group: 'adult' as const }
          : { rank: 7, capabilities: JSON.stringify(CAPABILITIES) };
  await db.updateTable('accounts').set(set).where('id', '=', account).execute();
}
