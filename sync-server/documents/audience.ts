import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, DeviceId } from '#shared/ids.ts';
import type { Channel } from './channel.ts';
import type { Session } from './session.ts';

/** Everybody who is connected, found by what can be taken away from them. */
export class Audience {
  readonly #sessionsByDevice = new Map<DeviceId, Set<Session>>();
  readonly #sessionsByAccount = new Map<AccountId, Set<Session>>();
  readonly #channelsByName = new Map<DocumentName, Set<Channel>>();
  readonly #channelsByAccount = new Map<AccountId, Set<Channel>>();
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

  removeSession(session: Session): void {
    if (!drop(this.#sessionsByDevice, session.device, session)) return;
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
  }

  /** Copies: closing one takes it out of here. */
  sessionsOfDevice = (device: DeviceId): Session[] => [...(this.#sessionsByDevice.get(device) ?? [])];
  sessionsOfAccount = (account: AccountId): Session[] => [...(this.#sessionsByAccount.get(account) ?? [])];
  channelsOf = (name: DocumentName): Channel[] => [...(this.#channelsByName.get(name) ?? [])];
  channelsOfAccount = (account: AccountId): Channel[] => [...(this.#channelsByAccount.get(account) ?? [])];
}

function put<Key, Value>(index: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}

function drop<Key, Value>(index: Map<Key, Set<Value>>, key: Key, value: Value): boolean {
  const values = index.get(key);
  if (values === undefined || !values.delete(value)) return false;
  if (values.size === 0) index.delete(key);
  return true;
}
