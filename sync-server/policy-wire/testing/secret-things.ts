import type { DocumentKind } from '#shared/documents/names.ts';
import { newId } from '#shared/ids.ts';
import type { PictureId } from '#shared/people/pictures.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { PLAIN_STANDING } from '#shared/policy/standing.ts';
import { systemPorts } from '../../system.ts';
import { call } from '../../testing/clients.ts';
import type { RelayHouse, Resident } from './relay-house.ts';

const PLAIN = { ageGroup: 'adult', consent: 'given', clearedForTeens: false, banned: false, admin: false, standing: PLAIN_STANDING } as const;
/** A name that is nobody's. */
const NOBODY = 'nobodyAtAll';

/** Something that is there and that the stranger may not know of. */
export interface Foreign {
  readonly what: string;
  readonly value: string;
  /** What of the same form is not there; made up where it is an id. */
  readonly absent?: string;
}

export interface Secrets {
  /** What a field of this name can point at that is not for strangers. Throws for a field that it does not know. */
  foreignTo(field: string): readonly Foreign[];
  readonly documentsOf: Readonly<Record<DocumentKind, readonly string[]>>;
  readonly strangers: Readonly<Record<string, Resident>>;
  /** One of them, at the sockets. */
  readonly stranger: Resident;
}

/** Puts people into the house who have things between them, and others who are not to be seen. */
export async function secretsIn(house: RelayHouse): Promise<Secrets> {
  const person = (facts: Partial<Omit<Actor, 'account'>>) => house.person({ ...PLAIN, type: 'member', ...facts });
  const seeker = await person({});
  const listener = await person({ type: 'listener' });
  const strangers = { member: await person({}), 'teen listener': await person({ type: 'listener', ageGroup: 'teen' }) };
  const text = 'between the two of us';
  const sides = { seeker: seeker.account, listener: listener.account };
  const open = await house.chat({ ...sides, state: 'open', lines: [{ author: seeker.account, text }] });
  const ended = await house.chat({ ...sides, state: 'ended', lines: [] });
  const request = await house.request(seeker.account, 'adult');
  const hidden = await person({ type: 'listener' });
  await house.relay.services.profiles.takeBreak(hidden.account, { away: 'hidden', untilMs: null, note: '' });
  const unseen: readonly Foreign[] = [
    { what: 'a guest', value: (await person({ type: 'guest' })).name, absent: NOBODY },
    { what: 'a banned member', value: (await person({ banned: true })).name, absent: NOBODY },
    { what: 'somebody held', value: (await person({ standing: { ...PLAIN_STANDING, held: true } })).name, absent: NOBODY },
    { what: 'a listener on a hidden break', value: hidden.name, absent: NOBODY },
  ];
  await call(house.relay, 'setStatus', { token: listener.token, body: { status: 'busy' } });
  const left = await call(house.relay, 'leaveMessage', { token: seeker.token, body: { to: listener.name, topic: null, language: 'en', text } });
  const picture = newId<PictureId>(systemPorts().random);
  const shown = { account: hidden.account, id: picture, type: 'image/png', bytes: new Uint8Array(20_000), at_ms: 1 } as const;
  await house.relay.database.db.insertInto('pictures').values(shown).execute();
  const things: Readonly<Record<string, readonly Foreign[]>> = {
    chat: [{ what: 'an open chat', value: open }, { what: 'an ended chat', value: ended }],
    request: [{ what: 'a request', value: request }],
    device: [{ what: 'a device', value: seeker.device }],
    start: [{ what: 'what waits between two', value: left.start }],
    picture: [{ what: 'a picture of somebody hidden', value: picture }],
    name: unseen,
    names: unseen,
    to: unseen,
  };
  return {
    foreignTo: (field) => {
      const found = things[field];
      if (found === undefined) throw new Error(`secret-things.ts does not know what ":${field}" can point at`);
      return found;
    },
    documentsOf: { chat: [open, ended], inbox: [seeker.account], people: [seeker.account], page: [seeker.account], queue: [] },
    strangers,
    stranger: strangers.member,
  };
}
