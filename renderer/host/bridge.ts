import type { HostCallName, HostEvent, HostEventName, HostRequest } from '#shared/ipc/host-contract.ts';

/** Each call of the contract as a verb: `keychain:read` is `keychainRead`; the desktop's own are without a prefix. */
export type Verb<Name extends HostCallName> = Name extends `host:${infer Rest}`
  ? Rest
  : Name extends `${infer Noun}:${infer Rest}`
    ? `${Noun}${Capitalize<Rest>}`
    : never;

/**
 * What the preload exposes as `window.samovar`: one function for each call, and a way to listen. Replies are unknown
 * until they are parsed: they come from another process.
 */
export type DesktopBridge = {
  readonly [Name in HostCallName as Verb<Name>]: (request: HostRequest<Name>) => Promise<unknown>;
} & {
  on<Name extends HostEventName>(event: Name, listener: (event: HostEvent<Name>) => void): () => void;
};
