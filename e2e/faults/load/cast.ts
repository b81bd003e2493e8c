import type { AccountId, ChatId } from '#shared/ids.ts';
import { AGREEMENTS } from '#shared/people/consent.ts';
import { runAdmin } from '../../../sync-server/admin/run.ts';
import { systemPorts } from '../../../sync-server/system.ts';
import { ask } from './ask.ts';

/** Somebody with an account, on one device. */
export interface Somebody {
  readonly account: AccountId;
  readonly token: string;
  /** The address of this machine that they come from. */
  readonly from: string;
}

/** Two people and the chat that one of them asked for and the other took. */
export interface Pair {
  readonly chat: ChatId;
  readonly seeker: Somebody;
  readonly listener: Somebody;
}

/** A running relay, and the folder that it keeps its data in. */
export interface Place {
  readonly port: number;
  readonly dataFolder: string;
}

const PASSWORD = 'seven quiet kettles singing';
const { privacy, certification } = AGREEMENTS;
const CONSENT = {
  ageGroup: 'adult',
  parentalConsent: false,
  certified: true,
  versions: { member: AGREEMENTS.member.version, privacy: privacy.version, certification: certification.version },
} as const;

/**
 * Real accounts, made as people make them: the seeker a guest who answers the gate and becomes a member, the listener by
 * the admin command; a request, taken by the listener. Each pair comes from an address of its own.
 */
export async function makeCast(place: Place, pairs: number, first = 0): Promise<Pair[]> {
  const cast: Pair[] = [];
  // One after the other: the relay hashes two passwords at once, and a queue of requests is not what is tried here.
  for (let n = first; n < first + pairs; n += 1) cast.push(await makePair(place, n));
  return cast;
}

async function makePair(place: Place, n: number): Promise<Pair> {
  const from = `127.0.${2 + Math.floor(n / 200)}.${1 + (n % 200)}`;
  const { port } = place;
  const guest = await ask(port, 'createGuest', { from, body: { deviceName: 'load' } });
  await ask(port, 'giveConsent', { from, token: guest.token, body: CONSENT });
  const member = await ask(port, 'becomeMember', { from, token: guest.token, body: { password: PASSWORD } });
  const seeker: Somebody = { account: guest.me.account, token: member.token, from };
  const listener = await makeListener(place, `loadListener${n}`, from);
  const { request } = await ask(port, 'createRequest', { from, token: seeker.token, body: { topic: null, language: 'en' } });
  const { chat } = await ask(port, 'acceptRequest', { from, token: listener.token, id: request });
  return { chat, seeker, listener };
}

async function makeListener({ port, dataFolder }: Place, name: string, from: string): Promise<Somebody> {
  const complaints: string[] = [];
  const context = {
    dataFolder,
    cwd: dataFolder,
    ports: systemPorts(),
    say: () => undefined,
    readInput: () => Promise.resolve(''),
  };
  await runAdmin(['listener', name, '--password', PASSWORD, '--consented'], context, (line) => complaints.push(line));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const session = await ask(port, 'signIn', { from, body: { name, password: PASSWORD, deviceName: 'load' } });
  return { account: session.me.account, token: session.token, from };
}
