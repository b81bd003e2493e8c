import type { IncomingHttpHeaders } from 'node:http';
import { request as httpRequest, Agent } from 'node:http';
import { API } from '#shared/api/contract.ts';
import type { DocumentKind } from '#shared/documents/names.ts';
import { newId } from '#shared/ids.ts';
import { systemPorts } from '../../system.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import { secretsIn } from './secret-things.ts';
import { bodyFor, DOCUMENTS_OF, pointers, type Pointer } from './walk-doors.ts';
import type { WireClient } from './wire-client.ts';

const { random } = systemPorts();
const IDS = 4_096;

/** Two questions that must get one answer: about what is not there, and about what is there and somebody else's. */
export interface Pair {
  readonly what: string;
  /** Asks, and gives everything that came back. */
  readonly absent: () => Promise<string>;
  readonly foreign: () => Promise<string>;
  /** One of its kind: for all of them together there is no time when time is what is measured. */
  readonly timed: boolean;
}

/** A relay with strangers who know the ids of things between others, and the names of who is not to be seen. */
export interface SecretHouse {
  readonly house: RelayHouse;
  readonly pairs: readonly Pair[];
  close(): Promise<void>;
}

export async function openSecretHouse(): Promise<SecretHouse> {
  const house = await openRelayHouse();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { foreignTo, documentsOf, strangers, stranger } = await secretsIn(house);
  // Made beforehand: what making one takes must not be counted as the relay's.
  const ids = Array.from({ length: IDS }, () => newId(random));
  let taken = 0;
  const nextId = (): string => ids[(taken += 1) % IDS] ?? '';
  const dialled = new Map<Resident, WireClient>();

  const overHttp = (pointer: Pointer): Pair[] =>
    Object.entries(strangers).flatMap(([who, resident]) =>
      foreignTo(pointer.field).map(({ what, value, absent }, nth) => ({
        timed: nth === 0,
        what: `${API[pointer.endpoint].method} ${API[pointer.endpoint].path} (${what}, ${who})`,
        absent: () => askOver(house, agent, resident, pointer, absent ?? nextId()),
        foreign: () => askOver(house, agent, resident, pointer, value),
      })),
    );
  const many = async (document: string) => openOn(await socketOf(house, dialled, stranger), document);
  const alone = (document: string) => openAlone(house, stranger, document);
  const overSockets = (kind: DocumentKind): Pair[] => {
    return documentsOf[kind].flatMap((id: string) =>
      DOCUMENTS_OF[kind](id).flatMap((document, nth) => {
        const other = (): string => DOCUMENTS_OF[kind](nextId())[nth] ?? '';
        const named = document.replace(id, '…');
        return [
          { what: `open ${named}`, timed: nth === 0, absent: () => many(other()), foreign: () => many(document) },
          { what: `a socket for ${named}`, timed: nth === 0, absent: () => alone(other()), foreign: () => alone(document) },
        ];
      }),
    );
  };
  return {
    house,
    pairs: [...pointers().flatMap(overHttp), ...(Object.keys(DOCUMENTS_OF) as DocumentKind[]).flatMap(overSockets)],
    close: async () => {
      agent.destroy();
      await house.close();
    },
  };
}

/** The whole answer but for the moment at which it was given. */
function askOver(house: RelayHouse, agent: Agent, who: Resident, pointer: Pointer, value: string): Promise<string> {
  const { method, path } = API[pointer.endpoint];
  const url = house.relay.url + (pointer.in === 'path' ? path.replace(`:${pointer.field}`, encodeURIComponent(value)) : path);
  const body = bodyFor(pointer, value);
  const type = body === null ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, agent, headers: { authorization: `Bearer ${who.token}`, ...type } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.stringify([response.statusCode, timeless(response.headers), text])));
    });
    sent.on('error', reject);
    sent.end(body === null ? undefined : JSON.stringify(body));
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
