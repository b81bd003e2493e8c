import { chatDocument, inboxDocument, peopleDocument, queueDocument, type DocumentName } from '#shared/documents/names.ts';
import { newId } from '#shared/ids.ts';
import { API, type EndpointName } from '#shared/api/contract.ts';
import { callerOf } from '#shared/policy/table-scene.ts';
import { TABLE_ACTORS, type TableActor } from '#shared/policy/table.ts';
import { call } from '../../testing/clients.ts';
import { systemPorts } from '../../system.ts';
import { openRelayHouse, type RelayHouse, type Resident } from './relay-house.ts';
import { send } from './try-http.ts';
import { awareness, OBSERVED_CLIENT, QUERY_PRESENCE } from './try-presence.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';

const { random } = systemPorts();
const PLAIN = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
const RECOVERY_MS = 120_000;

/** Something private to others, by what nobody else may ever be sent of it. */
export interface Canary {
  readonly what: string;
  readonly text: string;
}

export interface CanaryReport {
  readonly actors: number;
  readonly bytes: number;
  /** Each in one line; empty when nobody was sent what is not theirs. */
  readonly leaks: readonly string[];
  /** How often somebody was sent what they may know: the search does find what is there. */
  readonly told: number;
}

/**
 * Everything that each actor is sent, over HTTP and sockets, answers and errors, while they ask for whatever there is by
 * its real name: nothing of it holds a canary of what they may not read (RELIABILITY D4).
 */
export async function runCanaries(actors: readonly TableActor[] = TABLE_ACTORS): Promise<CanaryReport> {
  const house = await openRelayHouse();
  const leaks: string[] = [];
  let bytes = 0;
  let told = 0;
  try {
    const secrets = await plantSecrets(house);
    for (const actor of actors) {
      const heard = await everythingSentTo(house, actor, secrets);
      bytes += heard.length;
      for (const canary of secrets.canaries.filter(({ text }) => heard.includes(text))) {
        if (secrets.mayKnow(actor, canary)) told += 1;
        else leaks.push(`${actor} was sent ${canary.what}`);
      }
    }
    leaks.push(...(await afterLosingIt(house)));
    const logged = house.logged.join('\n');
    for (const { what, text } of secrets.canaries) if (logged.includes(text)) leaks.push(`the log holds ${what}`);
    return { actors: actors.length, bytes, leaks, told };
  } finally {
    await house.close();
  }
}

interface Secrets {
  readonly canaries: readonly Canary[];
  readonly mayKnow: (actor: TableActor, canary: Canary) => boolean;
  readonly documents: readonly DocumentName[];
  readonly ids: readonly string[];
}

async function plantSecrets(house: RelayHouse): Promise<Secrets> {
  const seeker = await house.person({ ...PLAIN, type: 'member' }, 'CanarySeeker');
  const listener = await house.person({ ...PLAIN, type: 'listener' }, 'CanaryListener');
  const waiter = await house.person({ ...PLAIN, ageGroup: 'teen', type: 'member' }, 'CanaryWaiter');
  const lines = [{ author: seeker.account, text: 'canary-words-of-the-seeker' }, { author: listener.account, text: 'canary-words-of-the-listener' }];
  const chat = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'open', lines });
  const request = await house.request(waiter.account, 'teen');
  const { projector } = house.relay.services.matching;
  const people = [seeker, listener, waiter];
  const own = people.flatMap(({ account }) => [inboxDocument(account), peopleDocument(account)]);
  for (const name of [chatDocument(chat), queueDocument('teen'), ...own]) await projector.project(name);
  // One of them is there and types, so that presence, too, has something that it must not tell.
  const watching = house.dial(listener);
  await watching.opened;
  const channel = watching.open(chatDocument(chat));
  watching.say(channel, awareness(OBSERVED_CLIENT, 1, { typing: true }));
  await watching.sync(channel);
  watching.leave(channel);
  await watching.ping();
  watching.cut();
  const inQueue: readonly Canary[] = [
    { what: 'the name of one who waits', text: waiter.name },
    { what: 'the account of one who waits', text: waiter.account },
    { what: 'a request', text: request },
  ];
  const canaries: readonly Canary[] = [
    ...lines.map(({ text }) => ({ what: 'words of a chat', text })),
    // That somebody listens here is public (F040), so that the listener's name is in the directory; the seeker's is nowhere.
    { what: 'a seeker\'s name', text: seeker.name },
    ...[seeker, listener].map(({ account }) => ({ what: 'a party\'s account', text: account })),
    ...people.map(({ device }) => ({ what: 'a device', text: device })),
    ...inQueue,
  ];
  const teens: ReadonlySet<TableActor> = new Set(['listener-teen', 'listener-cleared']);
  return {
    canaries,
    mayKnow: (actor, canary) => inQueue.includes(canary) && teens.has(actor),
    documents: [chatDocument(chat), queueDocument('teen'), queueDocument('adult'), ...own],
    ids: [chat, request, ...people.flatMap(({ account, device }) => [account, device])],
  };
}

/** What an actor hears who asks for all of it, in every way there is, once as it is and once more after it was refused. */
async function everythingSentTo(house: RelayHouse, actor: TableActor, secrets: Secrets): Promise<string> {
  const { account: _, ...facts } = callerOf(actor, '' as never) ?? { ...PLAIN, account: null, type: 'guest' as const };
  const me = await house.person(facts);
  const token = actor === 'nobody' ? null : me.token;
  const heard: string[] = [];
  const commands = (Object.keys(API) as EndpointName[]).filter((name) => !KEEPS_AWAY.has(name));
  for (const name of commands) {
    const { method, path } = API[name];
    const ids = path.includes(':') ? secrets.ids : [''];
    for (const id of ids) {
      house.skip(RECOVERY_MS);
      const body = API[name].body === null ? {} : { body: { text: secrets.canaries[0]?.what } };
      const answer = await send(house, token, { method, path: path.replace(/:\w+/, id), ...body });
      heard.push(String(answer.status), answer.text);
    }
  }
  heard.push(await overSockets(house, { token: token ?? 'A'.repeat(43) }, secrets.documents));
  return heard.join('\n');
}

/** Taking the request would make it the actor's own. */
const KEEPS_AWAY: ReadonlySet<EndpointName> = new Set(['acceptRequest', 'signOut', 'forgetMe']);

async function overSockets(house: RelayHouse, who: Pick<Resident, 'token'>, documents: readonly DocumentName[]): Promise<string> {
  const client = house.dial(who);
  const refused = await client.opened.then(() => null, (error: Error) => error.message);
  if (refused !== null) return refused;
  for (const name of documents) {
    const channel = client.open(name);
    client.say(channel, QUERY_PRESENCE);
    client.say(channel, awareness(OBSERVED_CLIENT, 9, { typing: true }));
    await client.sync(channel);
  }
  await client.ping();
  // What the actor itself named in opening a document comes back in the answer only where it may be read.
  const text = client.received.map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n');
  client.cut();
  return text;
}

/** One who was in a chat hears nothing of what is said after its content was taken from them (RELIABILITY D3, D4). */
async function afterLosingIt(house: RelayHouse): Promise<string[]> {
  const seeker = await house.person({ ...PLAIN, type: 'member' });
  const listener = await house.person({ ...PLAIN, type: 'listener' });
  const chat = await house.chat({ seeker: seeker.account, listener: listener.account, state: 'open', lines: [] });
  const client = house.dial(seeker);
  await client.opened;
  const channel = client.open(chatDocument(chat));
  await client.sync(channel);
  await call(house.relay, 'endChat', { token: listener.token, id: chat });
  await house.relay.database.db.updateTable('chats').set({ state: 'expired' }).where('id', '=', chat).execute();
  await house.relay.services.documents.refreshDocument(chatDocument(chat));
  const before = client.received.length;
  const late = 'canary-after-the-end';
  const at = systemPorts().clock.nowMs();
  await house.relay.services.documents.write(chatDocument(chat), (doc) => {
    const author = listener.account;
    doc.getArray('entries').push([{ id: `${author}/${newId(random).slice(0, 16)}`, author, at, kind: 'message', text: late }]);
  });
  const again = client.open(chatDocument(chat));
  await client.sync(again);
  await client.ping();
  const after = client.received.slice(before).map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n');
  client.cut();
  return after.includes(late) ? ['a former reader was sent words from after the end'] : [];
}
