import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from '#shared/protocol/codes.ts';
import { encodeAwareness } from '#shared/protocol/message.ts';
import type { TableAction } from '#shared/policy/table.ts';
import type { StandingScene } from './standing-scene.ts';
import type { WireClient } from './wire-client.ts';

export interface Shown {
  readonly client: number;
  readonly state: unknown;
}

/** The other side's own presence, which nobody else may touch. */
export const OBSERVED_CLIENT = 77_777;

export const awareness = (client: number, version: number, state: unknown): Uint8Array =>
  encodeAwareness(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, version);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }),
  );

export const QUERY_PRESENCE = encoding.encode((encoder) => encoding.writeVarUint(encoder, MESSAGE.queryAwareness));

/** All states that a channel was shown, in order. */
export function shownOn(client: WireClient, channel: number): readonly Shown[] {
  return client.messages(channel).flatMap((message) => (message.type === 'awareness' ? statesIn(message.update) : []));
}

export function statesIn(update: Uint8Array): Shown[] {
  const decoder = decoding.createDecoder(update);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    return { client, state: JSON.parse(decoding.readVarString(decoder)) as unknown };
  });
}

/** Somebody who has the chat open, shows themselves, and sees what the others show. */
export interface Observer {
  readonly client: WireClient;
  readonly channel: number;
}

export interface PresenceParts {
  readonly actor: WireClient;
  readonly observer: Observer;
  readonly scene: StandingScene;
  /** A Yjs client id that nobody has used in this chat. */
  readonly own: number;
}

/**
 * One act upon the presence of a chat. Gives whether it had its effect: whether the actor saw the observer (list, read),
 * was seen as intended, or changed what is not theirs.
 */
export async function tryPresence(
  { actor, observer, scene, own }: PresenceParts,
  action: TableAction,
): Promise<boolean> {
  const seenBefore = shownOn(observer.client, observer.channel).length;
  const channel = actor.open(scene.documents.chat);
  for (const message of actOf(action, own, scene)) actor.say(channel, message);
  const refused = (await actor.sync(channel)) !== null;
  const heard = shownOn(actor, channel);
  // Signing off is leaving: a second state within half a second would wait (WIRE.maxPresencePerSecond).
  if (!refused && action === 'delete-own') actor.leave(channel);
  await actor.ping();
  await observer.client.sync(observer.channel);
  const seen = shownOn(observer.client, observer.channel).slice(seenBefore);
  if (!refused && action !== 'delete-own') actor.leave(channel);
  const mine = seen.filter(({ client }) => client === own);
  switch (action) {
    case 'list':
    case 'read':
      // Where nobody may be present there is nobody to be seen by those who may look.
      if (isNobodyPresent(scene)) return !refused;
      return heard.some(({ client }) => client === OBSERVED_CLIENT);
    case 'create':
    case 'append':
    case 'edit-own':
      return mine.some(({ state }) => accountIn(state) === scene.me.account);
    case 'delete-own':
      return mine.some(({ state }) => state === null);
    case 'edit-other':
    case 'delete-other':
      return seen.some(({ client }) => client === OBSERVED_CLIENT);
    case 'moderate':
      return seen.some(({ client, state }) => client !== OBSERVED_CLIENT && accountIn(state) !== scene.me.account && state !== null);
  }
}

/** In a chat that is closed, and in one with somebody who has not said their age. */
const isNobodyPresent = ({ relation, actor }: StandingScene): boolean =>
  relation === 'blocked' || relation === 'former' || (actor === 'guest-no-age' && relation !== 'stranger');

function actOf(action: TableAction, own: number, { other }: StandingScene): readonly Uint8Array[] {
  switch (action) {
    case 'list':
      return [QUERY_PRESENCE];
    case 'read':
      return [];
    case 'create':
      return [awareness(own, 1, {})];
    case 'append':
    case 'edit-own':
      return [awareness(own, 1, { typing: true })];
    case 'edit-other':
      return [awareness(OBSERVED_CLIENT, 1_000, { typing: true })];
    case 'delete-own':
      return [awareness(own, 1, { typing: true })];
    case 'delete-other':
      return [awareness(OBSERVED_CLIENT, 1_000, null)];
    case 'moderate':
      return [awareness(own, 1, { typing: true, account: other.account, role: 'moderator' })];
  }
}

const accountIn = (state: unknown): unknown =>
  typeof state === 'object' && state !== null && 'account' in state ? state.account : null;
