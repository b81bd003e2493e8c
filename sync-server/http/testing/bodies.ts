import type { EndpointName } from '#shared/api/contract.ts';
import { PICTURE } from '#shared/limits.ts';
import { LISTENER_AGREEMENT } from '#shared/people/course.ts';
import { smallWebp } from '#shared/testing/picture-files.ts';
import { currentVersions } from '../../accounts/accounts.ts';
import { newListenerOf } from '../../accounts/testing/new-listener.ts';
import { HOUSE_BODIES, THERAPIST_BODIES } from '../../house/testing/bodies.ts';

export const PASSWORD = 'tall pines beside a slow river';

/** One body that each endpoint accepts. A new endpoint does not compile without its row. */
export const BODIES: Record<EndpointName, Record<string, unknown> | null> = {
  relayInfo: null,
  createGuest: { deviceName: 'laptop' },
  signIn: { name: 'Somebody', password: PASSWORD, deviceName: 'phone' },
  signOut: null,
  endSession: { proof: 'a'.repeat(64) },
  renewSession: null,
  listDevices: null,
  me: null,
  becomeMember: { name: 'Rowan', password: PASSWORD },
  giveConsent: { ageGroup: 'adult', parentalConsent: false, certified: true, versions: currentVersions() },
  forgetMe: null,
  changePassword: { current: PASSWORD, next: 'four unhurried copper forks' },
  readRecovery: null,
  makeRecoveryCode: { password: PASSWORD },
  recover: { name: 'Somebody', code: 'none', password: 'four unhurried copper forks', deviceName: 'phone' },
  changeName: { name: 'Willow', password: PASSWORD },
  signOutOthers: { password: null },
  revokeDevice: { password: null },
  exportMine: { password: null },
  eraseMe: { password: PASSWORD },
  createListener: newListenerOf('Linden'),
  agreeAsListener: { version: LISTENER_AGREEMENT.version, atLeast15: true },
  createRequest: { topic: null, language: 'en' },
  withdrawRequest: null,
  acceptRequest: null,
  endChat: null,
  blockChat: null,
  askListener: { to: 'Somebody', topic: null, language: 'en', thenQueue: false },
  leaveMessage: { to: 'Somebody', topic: null, language: 'en', text: 'Are you well?' },
  inviteMember: { to: 'Somebody', language: 'en', text: 'How have you been?' },
  acceptStart: null,
  declineStart: null,
  refuseStart: null,
  refuseListener: null,
  withdrawStart: null,
  readProfile: null,
  findListeners: null,
  readOwnProfile: null,
  changeProfile: { bio: 'Tea, and long walks.' },
  setStatus: { status: 'busy' },
  takeBreak: { away: 'no', untilMs: null, note: '' },
  readOwnPicture: null,
  setPicture: { image: Buffer.from(smallWebp(PICTURE.maxSidePx)).toString('base64') },
  clearPicture: null,
  findPictures: { names: ['Somebody'] },
  readPicture: null,
  ...THERAPIST_BODIES,
  ...HOUSE_BODIES,
};
