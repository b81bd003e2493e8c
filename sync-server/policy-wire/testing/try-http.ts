import { API, type EndpointName } from '#shared/api/contract.ts';
import { PICTURE } from '#shared/limits.ts';
import type { TableAction, TableKind } from '#shared/policy/table.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { FIRST_ROLES, FIRST_TRACKS } from '#shared/people/roles.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import { smallWebp } from '#shared/testing/picture-files.ts';
import { ageIn, otherAge } from '#shared/policy/table-scene.ts';
import type { RelayHouse } from './relay-house.ts';
import type { StandingScene } from './standing-scene.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const REASON = 'for the table';
const LICENSED = { legalName: 'Anna Miller', country: 'DE', region: '', number: 'N-77', text: 'Grief, for twenty years.' };
const PASSWORD = 'tall pines beside a slow river';

/** A name that nobody else has, in letters alone: many digits would be a telephone number (F077). */
const nameOf = (account: string): string => `N${account.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;

const to = (name: EndpointName, id = '', body?: unknown): Sent => ({
  method: API[name].method,
  path: API[name].path.replace(/:\w+/, id),
  ...(body === undefined ? {} : { body }),
});

/** The endpoint that a cell's action is done by; null where there is none. */
export function doorOf(kind: TableKind, action: TableAction, scene: StandingScene): Sent | null {
  const { relation, chat, request, actor } = scene;
  const owner = relation === 'author' ? scene.me : scene.other;
  switch (`${kind} ${action}`) {
    case 'chat create':
    case 'request-queue edit-other':
      return to('acceptRequest', request);
    case 'request-queue create':
      return to('createRequest', '', { topic: null, language: 'en' });
    case 'request-queue delete-own':
      return to('withdrawRequest', request);
    case 'request-queue delete-other':
      return relation === 'author' ? null : to('withdrawRequest', request);
    case 'chat-ending create':
      return to('endChat', chat);
    case 'personal-request create':
      return to('askListener', '', { to: owner.name, topic: null, language: 'en', thenQueue: false });
    case 'left-message create':
      return to('leaveMessage', '', { to: owner.name, topic: null, language: 'en', text: 'Are you well?' });
    case 'public-profile create':
      return to('inviteMember', '', { to: owner.name, language: 'en', text: 'How have you been?' });
    case 'chat-block create':
      return to('blockChat', chat);
    case 'public-profile read':
      return relation === 'author' ? to('readOwnProfile') : to('readProfile', scene.other.name);
    case 'directory list':
      return to('findListeners');
    case 'audit-log list':
    case 'audit-log read':
      return to('readAudit');
    case 'relay-watch read':
      return to('watchRelay');
    case 'house-roles list':
      return to('readRoles');
    case 'house-roles moderate':
      return to('giveRole', '', { role: 'supporter', name: owner.name, reason: REASON });
    case 'house-roles edit-other':
      return to('saveRole', '', { role: FIRST_ROLES[0], reason: REASON });
    case 'house-tracks edit-other':
      return to('saveTrack', '', { track: FIRST_TRACKS[0], place: 1, reason: REASON });
    case 'ages list':
      return to('readAgeWishes');
    case 'ages moderate':
      return to('correctAge', '', { name: owner.name, ageGroup: otherAge(actor), reason: REASON });
    case 'restrictions list':
      return to('readRestrictions');
    case 'restrictions moderate':
      return to('banPerson', '', { name: owner.name, reason: REASON });
    case 'therapists list':
      return to('findTherapists');
    case 'therapists moderate':
      return to('giveEntry', '', { name: owner.name, untilMs: null, reason: REASON });
    case 'applications list':
      return to('readApplications');
    default:
      break;
  }
  if (relation === 'author') {
    const agreement = { version: LISTENER_AGREEMENT.version, atLeast15: true };
    if (kind === 'listener-agreement' && action === 'create') return to('agreeAsListener', '', agreement);
    if (kind === 'ages' && action === 'create') return to('askForAge', '', { wanted: otherAge(actor), text: 'I tapped the wrong one.' });
    if (kind === 'appeals' && action === 'create') return to('writeAppeal', '', { text: 'It was a mistake.' });
    if (kind === 'therapists' && action === 'create') return to('applyAsTherapist', '', LICENSED);
    if (kind === 'applications' && action === 'create') return to('applyForClearance', '', { text: 'Here is my check.' });
    if (kind === 'public-profile' && action === 'edit-own') return to('changeProfile', '', { bio: 'A few words.' });
    if (kind === 'public-profile' && action === 'append') return to('setPicture', '', { image: Buffer.from(smallWebp(PICTURE.maxSidePx)).toString('base64') });
    if (kind === 'public-profile' && action === 'delete-own') return to('clearPicture');
    if (kind === 'directory' && action === 'edit-own') return to('setStatus', '', { status: 'busy' });
    if (kind === 'directory' && action === 'delete-own') return to('takeBreak', '', { away: 'hidden', untilMs: null, note: '' });
  }
  if (kind === 'own-account' && relation === 'author') {
    // Whoever plays here has no password, so that none is asked for.
    if (action === 'read') return to('exportMine', '', { password: null });
    if (action === 'append') return to('makeRecoveryCode', '', { password: '' });
    if (action === 'edit-own') return to('changeName', '', { name: nameOf(scene.me.account), password: null });
    if (action === 'delete-own') return to('eraseMe', '', { password: '' });
  }
  if (kind !== 'profile') return null;
  // What these endpoints do is done to oneself: they are no way to anybody else's.
  if (relation !== 'author') return action === 'delete-other' ? to('revokeDevice', scene.other.device, { password: null }) : null;
  const consent = { ageGroup: ageIn(actor), parentalConsent: true, certified: true, versions: currentVersions() };
  switch (action) {
    case 'list':
      return to('listDevices');
    case 'read':
      return to('me');
    case 'create':
      return to('createGuest', '', { deviceName: 'laptop' });
    case 'append':
      return to('giveConsent', '', consent);
    case 'edit-own':
      return to('becomeMember', '', { password: PASSWORD });
    case 'delete-own':
      return to('forgetMe');
    default:
      return null;
  }
}

const METHODS: Readonly<Record<TableAction, string>> = {
  list: 'GET', read: 'GET', create: 'POST', append: 'POST', 'edit-own': 'PUT', 'edit-other': 'PUT',
  'delete-own': 'DELETE', 'delete-other': 'DELETE', moderate: 'POST',
};

/** Where an endpoint would stand if somebody had left one open. */
const guessed = (kind: TableKind, action: TableAction, { other, me }: StandingScene): Sent => {
  const whose = action.endsWith('own') ? me : other;
  const verb = action === 'moderate' ? '/moderate' : '';
  const path = action === 'list' || action === 'create' ? `/api/${kind}` : `/api/${kind}/${whose.account}${verb}`;
  const body = METHODS[action] === 'GET' || METHODS[action] === 'DELETE' ? {} : { body: { text: 'let me in' } };
  return { method: METHODS[action], path, ...body };
};

export async function tryOverHttp(house: RelayHouse, scene: StandingScene, kind: TableKind, action: TableAction): Promise<Answer> {
  const sent = doorOf(kind, action, scene) ?? guessed(kind, action, scene);
  return send(house, scene.token, sent);
}

export async function send(house: RelayHouse, token: string | null, { method, path, body }: Sent): Promise<Answer> {
  const response = await fetch(house.relay.url + path, {
    method,
    headers: {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}
