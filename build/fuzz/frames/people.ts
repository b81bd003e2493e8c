import * as Y from 'yjs';
import { chatDocument, inboxDocument, peopleDocument, queueDocument, type DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { AccountType } from '#shared/words.ts';
import type { MeasuredRelay } from '../../../bench/soak/measured-relay.ts';
import type { Newcomer } from '../../../bench/soak/protocol.ts';
import { accountOf, ANN, BEN, EVE } from '../../../sync-server/gate/testing/relay.ts';
import { world } from '../../../sync-server/gate/testing/world.ts';

const MAX = accountOf('max');
const VERA = accountOf('vera');
const YANN = accountOf('yann');
const chatOf = (name: string): ChatId => name.padEnd(20, '0') as ChatId;
export const PAIR_CHAT = chatOf('tea');
const SECRET_CHATS = [chatOf('secret1'), chatOf('secret2')];

/** Documents that neither Eve nor Max may write; most of them they may not even read. */
export const FORBIDDEN: readonly DocumentName[] = [
  ...SECRET_CHATS.map((chat) => chatDocument(chat)),
  queueDocument('adult'),
  queueDocument('teen'),
  ...[ANN, MAX, VERA, YANN].flatMap((account) => [inboxDocument(account), peopleDocument(account)]),
];
/** The relay itself writes into these as Eve's chats come and go, and nobody else. */
export const RELAYS: readonly DocumentName[] = [BEN, EVE].flatMap((account) => [inboxDocument(account), peopleDocument(account)]);

/** Tokens of those who were let in. */
export interface Tokens {
  readonly eve: string;
  readonly max: string;
  readonly pair: { readonly people: readonly { readonly account: AccountId; readonly token: string }[] };
}

/** Two who do harm, two who talk, and two whose words are nobody's business. */
export async function settle(relay: MeasuredRelay): Promise<Tokens> {
  const members = [ANN, EVE, VERA].map((id) => person(id, 'member'));
  const listeners = [BEN, MAX, YANN].map((id) => person(id, 'listener'));
  const [, eve, vera, , max, yann] = (await relay.ask('people', { people: [...members, ...listeners] })).map(([token]) => token ?? '');
  const start = world();
  const state = Buffer.from(Y.encodeStateAsUpdate(start.doc)).toString('base64');
  const secret = { seeker: ANN, listener: BEN, state, clients: [...start.owners.entries()] };
  await relay.ask('chats', {
    chats: [{ id: PAIR_CHAT, seeker: VERA, listener: YANN }, ...SECRET_CHATS.map((id) => ({ id, ...secret }))],
  });
  const pair = { people: [{ account: VERA, token: vera ?? '' }, { account: YANN, token: yann ?? '' }] };
  return { eve: eve ?? '', max: max ?? '', pair };
}

const person = (id: AccountId, type: AccountType): Newcomer => ({ id, name: id.replaceAll('0', ''), type, devices: 1 });
