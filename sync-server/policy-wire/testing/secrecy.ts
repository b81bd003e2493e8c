import type { IncomingHttpHeaders } from 'node:http';
import { request as httpRequest, Agent } from 'node:http';
import { API, type EndpointName } from '#shared/api/contract.ts';
import { newId } from '#shared/ids.ts';
import { systemPorts } from '../../system.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import type { WireClient } from './wire-client.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

const { random } = systemPorts();
const IDS = 4_096;
const PLAIN = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;

/** Two questions that must get one answer: about what is not there, and about what is there and somebody else's. */
export interface Pair {
  readonly what: string;
  /** Asks, and gives everything that came back. */
  readonly absent: () => Promise<string>;
  readonly foreign: () => Promise<string>;
}

/** A relay with a stranger who knows the ids of things between two others. */
export interface SecretHouse {
  readonly house: RelayHouse;
  readonly pairs: readonly Pair[];
  close(): Promise<void>;
}

export async function openSecretHouse(): Promise<SecretHouse> {
  const house = await openRelayHouse();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const seeker = await house.person({ ...PLAIN, type: 'member' });
  const listener = await house.person({ ...PLAIN, type: 'listener' });
  const stranger = await house.person({ ...PLAIN, type: 'member' });
  const teen = await house.person({ ...PLAIN, ageGroup: 'teen', type: 'listener' });
  // Made beforehand: what making one takes must not be counted as the relay's.
  const ids = Array.from({ length: IDS }, () => newId(random));
  let taken = 0;
  const nextId = (): string => ids[(taken += 1) % IDS] ?? '';
  const text = 'between the two of us';
  const chat = await house.chat({
    seeker: seeker.account, listener: listener.account, state: 'open', lines: [{ author: seeker.account, text }],
  });
  const ended = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'ended', lines: [] });
  const waiting = await house.request(seeker.account, 'adult');
  const ask = (who: Resident, name: EndpointName, id: string) => askOver(house, agent, who, name, id);
  const overHttp = (who: Resident, name: EndpointName, id: string): Pair => ({
    what: `${API[name].method} ${API[name].path}`,
    absent: () => ask(who, name, nextId()),
    foreign: () => ask(who, name, id),
  });
  const dialled = new Map<Resident, WireClient>();
  const overSocket = (kind: string, id: string): Pair => ({
    what: `open ${kind}`,
    absent: async () => openOn(await socketOf(house, dialled, stranger), `${kind}/${nextId()}`),
    foreign: async () => openOn(await socketOf(house, dialled, stranger), `${kind}/${id}`),
  });
  const alone = (kind: string, id: string): Pair => ({
    what: `a socket for ${kind}`,
    absent: () => openAlone(house, stranger, `${kind}/${nextId()}`),
    foreign: () => openAlone(house, stranger, `${kind}/${id}`),
  });
  return {
    house,
    pairs: [
      overHttp(stranger, 'endChat', chat),
      overHttp(stranger, 'blockChat', chat),
      overHttp(stranger, 'endChat', ended),
      overHttp(stranger, 'withdrawRequest', waiting),
      overHttp(stranger, 'acceptRequest', waiting),
      overHttp(teen, 'acceptRequest', waiting),
      overHttp(stranger, 'revokeDevice', seeker.device),
      overSocket('chat', chat),
      overSocket('inbox', seeker.account),
      overSocket('people', seeker.account),
      overSocket('page', seeker.account),
      alone('chat', chat),
      alone('inbox', seeker.account),
    ],
    close: async () => {
      agent.destroy();
      await house.close();
    },
  };
}

/** The whole answer but for the moment at which it was given. */
function askOver(house: RelayHouse, agent: Agent, who: Resident, name: EndpointName, id: string): Promise<string> {
  const { method, path } = API[name];
  const url = house.relay.url + path.replace(/:\w+/, id);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, agent, headers: { authorization: `Bearer ${who.token}` } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve(JSON.stringify([response.statusCode, timeless(response.headers), body])));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const timeless = (headers: IncomingHttpHeaders): IncomingHttpHeaders => ({ ...headers, date: '' });

async function socketOf(house: RelayHouse, dialled: Map<Resident, WireClient>, who: Resident): Promise<WireClient> {
  const held = dialled.get(who);
  if (held !== undefined && held.closedWith === null) return held;
  const client = house.dial(who);
  dialled.set(who, client);
  await client.opened;
  return client;
}

async function openOn(client: WireClient, document: string): Promise<string> {
  const channel = client.open(document);
  await client.until(() => client.closeOf(channel), 'a close');
  return client.saidOf(channel);
}

function openAlone(house: RelayHouse, who: Resident, document: string): Promise<string> {
  const socket = house.dialOne(who, document);
  const heard: string[] = [];
  socket.on('message', (data: Buffer) => heard.push(data.toString('hex')));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.once('close', (code, reason) => resolve(JSON.stringify([heard, code, String(reason)])));
  });
}
