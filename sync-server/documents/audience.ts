import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import type { Channel } from './channel.ts';
import { allOf, holds, including, without, type OneOrMore } from './one-or-more.ts';
import type { Session } from './session.ts';

/** Everybody who is connected, found by what can be taken away from them. */
export class Audience {
  readonly #sessionsByDevice = new Map<DeviceId, OneOrMore<Session>>();
  readonly #sessionsByAccount = new Map<AccountId, OneOrMore<Session>>();
  readonly #channelsByName = new Map<DocumentName, OneOrMore<Channel>>();
  readonly #channelsByAccount = new Map<AccountId, OneOrMore<Channel>>();
  #sessions = 0;
  #channels = 0;

  get sessions(): number {
    return this.#sessions;
  }

  get channels(): number {
    return this.#channels;
  }

  addSession(session: Session): void {
    this.#sessions += 1;
    put(this.#sessionsByDevice, session.device, session);
    put(this.#sessionsByAccount, session.account, session);
  }

  /** One that left stays until nothing of it is left to be judged: until then its device may be signed out (RELIABILITY D3). */
  removeSession(session: Session): void {
    if (session.hasChannels || !drop(this.#sessionsByDevice, session.device, session)) return;
    drop(this.#sessionsByAccount, session.account, session);
    this.#sessions -= 1;
  }

  addChannel(channel: Channel): void {
    this.#channels += 1;
    put(this.#channelsByName, channel.name, channel);
    put(this.#channelsByAccount, channel.account, channel);
  }

  removeChannel(channel: Channel): void {
    if (!drop(this.#channelsByName, channel.name, channel)) return;
    drop(this.#channelsByAccount, channel.account, channel);
    this.#channels -= 1;
    if (channel.session.over) this.removeSession(channel.session);
  }

  /** Copies: closing one takes it out of here. */
  sessionsOfDevice = (device: DeviceId): Session[] => all(this.#sessionsByDevice, device);
  sessionsOfAccount = (account: AccountId): Session[] => all(this.#sessionsByAccount, account);
  channelsOf = (name: DocumentName): Channel[] => all(this.#channelsByName, name);
  channelsOfAccount = (account: AccountId): Channel[] => all(this.#channelsByAccount, account);
}

function put<Key, Value extends object>(index: Map<Key, OneOrMore<Value>>, key: Key, value: Value): void {
  index.set(key, including(index.get(key) ?? null, value));
}

/** False when it was not there. */
function drop<Key, Value extends object>(index: Map<Key, OneOrMore<Value>>, key: Key, value: Value): boolean {
  const known = index.get(key) ?? null;
  if (!holds(known, value)) return false;
  const left = without(known, value);
  if (left === null) index.delete(key);
  else index.set(key, left);
  return true;
}

const all = <Key, Value extends object>(index: ReadonlyMap<Key, OneOrMore<Value>>, key: Key): Value[] => allOf(index.get(key) ?? null);
