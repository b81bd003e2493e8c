import { WebSocket } from 'ws';
import type { DocumentName } from '#shared/documents/names.ts';
import type { AccountId, ChatId } from '#shared/ids.ts';
import type { AccountType } from '#shared/words.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { encodeFrame } from '#shared/protocol/frame.ts';
import { startMeasuredRelay, type MeasuredRelay } from '../../../bench/soak/measured-relay.ts';
import type { Newcomer } from '../../../bench/soak/protocol.ts';
import { startPair, type PairReport } from '../../../bench/soak/pair.ts';
import { accountOf } from '../../../sync-server/gate/testing/relay.ts';
import { Trouble } from '../../lib/trouble.ts';

export const MIB = 1_048_576;
export const ANN = accountOf('ann');
export const BEN = accountOf('ben');
export const VERA = accountOf('vera');
export const YANN = accountOf('yann');
export const CHAT = 'chat0000000000000001' as ChatId;
const PAIR_CHAT = 'chat0000000000000002' as ChatId;
export const PASSWORD = 'tall pines beside a slow river';

/** A relay with its ordinary limits, two who talk throughout, and two accounts with eight devices each to try it with. */
export interface House {
  readonly relay: MeasuredRelay;
  readonly promises: Promises;
  readonly tokens: Readonly<Record<'ann' | 'ben', readonly string[]>>;
  /** Two people talk while `act` runs; what became of their messages. */
  meanwhile(act: () => Promise<void>): Promise<PairReport>;
}

export async function openHouse(): Promise<House> {
  const relay = await startMeasuredRelay({ lifted: ['message-rate'] });
  const people = [person(ANN, 'listener'), person(BEN, 'listener'), person(VERA, 'member'), person(YANN, 'listener')];
  const [ann = [], ben = [], vera = [], yann = []] = await relay.ask('people', { people });
  await relay.ask('chats', { chats: [{ id: CHAT, seeker: ANN, listener: BEN }, { id: PAIR_CHAT, seeker: VERA, listener: YANN }] });
  const two = [{ account: VERA, token: vera[0] ?? '' }, { account: YANN, token: yann[0] ?? '' }];
  return {
    relay,
    promises: new Promises(),
    tokens: { ann, ben },
    meanwhile: async (act) => {
      const pair = startPair({ url: relay.url, localAddress: '127.0.0.9', chat: PAIR_CHAT, people: two, everyMs: 50 });
      try {
        await act();
      } catch (error) {
        await pair.stop();
        throw error;
      }
      return pair.stop();
    },
  };
}

export const person = (id: AccountId, type: AccountType): Newcomer => ({ id, name: nameOf(id), type, devices: 8, password: PASSWORD });
export const nameOf = (account: AccountId): string => account.replaceAll('0', '');

export const dial = (relay: MeasuredRelay, token: string, localAddress: string): WebSocket => {
  const socket = new WebSocket(`ws://127.0.0.1:${relay.port}/sync`, offeredSubprotocols(token), { localAddress });
  socket.on('error', () => undefined);
  return socket;
};

/** A socket with one document open on channel 1. */
export async function openDocument(relay: MeasuredRelay, token: string, localAddress: string, document: DocumentName): Promise<WebSocket> {
  const socket = dial(relay, token, localAddress);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('close', () => reject(new Trouble('the relay let nobody in')));
  });
  socket.send(encodeFrame({ op: 'open', channel: 1, document }));
  await new Promise<void>((resolve) => {
    const hear = (data: Buffer): void => {
      if (data[1] !== 0) return; // op open
      socket.off('message', hear);
      resolve();
    };
    socket.on('message', hear);
  });
  return socket;
}

export const say = (what: string, text: string): void => console.log(`${what.padEnd(6)}${text}`);

/** What was promised and not kept; all is tried before any of it is told. */
export class Promises {
  readonly #broken: string[] = [];

  hold(promise: boolean, broken: string): void {
    if (!promise) this.#broken.push(broken);
  }

  throwBroken(): void {
    if (this.#broken.length > 0) throw new Trouble(this.#broken.join('; '));
  }
}

/** Polls until it is so; gives the milliseconds that it took. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<number> {
  const fromMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - fromMs > withinMs) throw new Trouble(`${what}: not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now() - fromMs;
}
