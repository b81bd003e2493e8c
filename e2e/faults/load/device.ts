import { WebSocket } from 'ws';
import type { ChatId } from '#shared/ids.ts';
import { CLOSE, offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame, type Frame } from '#shared/protocol/frame.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
import type { Dice } from '#shared/testing/dice.ts';
import type { Somebody } from './cast.ts';
import { ChatCopy } from './copy.ts';

/** Comes back quickly, so that a fault is followed by load at once; the app's own patience is tried elsewhere. */
const COME_BACK_MS = { from: 30, spread: 120 } as const;
const OPEN_AGAIN_MS = 1_000;

/** Somebody's device: one socket to the relay for all its chats, dialled again whenever it breaks. */
export class Device {
  readonly who: Somebody;
  readonly copies: readonly ChatCopy[];
  /** How often a socket of it opened. */
  connects = 0;
  /** The codes with which the relay closed channels, newest last. */
  readonly closedWith: number[] = [];
  /** The status of the last refused dial. */
  refusedWith: number | null = null;
  port: number;
  readonly #dice: Dice;
  readonly #channels = new Map<number, ChatCopy>();
  #socket: WebSocket | null = null;
  #lastChannel = 0;
  #relayAheadMs = 0;
  #over = false;
  #held = false;
  #timers = new Set<NodeJS.Timeout>();

  constructor(port: number, who: Somebody, chats: readonly ChatId[], dice: Dice) {
    this.port = port;
    this.who = who;
    this.#dice = dice;
    this.copies = chats.map((chat) => {
      const copy: ChatCopy = new ChatCopy({
        chat,
        account: who.account,
        relayNowMs: () => Math.round(performance.now() + this.#relayAheadMs),
        reopen: (delayMs) => this.#later(delayMs, () => this.#open(copy)),
      });
      return copy;
    });
    this.#dial();
  }

  get online(): boolean {
    return this.copies.every((copy) => copy.synced);
  }

  /** Everything it said is acknowledged. */
  get level(): boolean {
    return this.copies.every((copy) => copy.waiting === 0);
  }

  /** Opens the chat, on a new channel. */
  enter(copy: ChatCopy): void {
    this.#open(copy);
  }

  /** Closes the chat's channel; what was said on it is still judged. */
  leave(copy: ChatCopy): void {
    for (const [channel, open] of this.#channels) {
      if (open !== copy) continue;
      this.#channels.delete(channel);
      this.#send({ op: 'close', channel, code: 1000, reason: '' });
      copy.closed();
    }
  }

  /** Does not dial until `release`: what it still knows must not mend what a relay has forgotten. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#socket === null) this.#dial();
  }

  /** How things are, in one line for whoever looks into a failure. */
  describe(): string {
    const copies = this.copies.map((copy) => `${copy.said.length} said, ${copy.waiting} waiting, synced ${copy.synced}`);
    return `${this.connects} connects, channels closed with [${this.closedWith.join(' ')}], ${copies.join('; ')}`;
  }

  close(): void {
    this.#over = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#socket?.terminate();
  }

  #later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    this.#timers.add(timer);
  }

  #dial(): void {
    const { token, from } = this.who;
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/sync`, offeredSubprotocols(token), { localAddress: from });
    this.#socket = socket;
    this.#lastChannel = 0;
    this.#channels.clear();
    socket.on('error', () => undefined); // always followed by a close
    socket.on('unexpected-response', (_request, response) => {
      this.refusedWith = response.statusCode ?? null;
      response.destroy();
      this.#lost(socket);
    });
    socket.on('open', () => {
      this.connects += 1;
    });
    socket.on('message', (data: Buffer) => this.#receive(new Uint8Array(data)));
    socket.on('close', () => this.#lost(socket));
  }

  #lost(socket: WebSocket): void {
    if (this.#over || this.#socket !== socket) return;
    this.#socket = null;
    for (const copy of this.copies) copy.closed();
    this.#later(COME_BACK_MS.from + this.#dice.below(COME_BACK_MS.spread), () => {
      if (!this.#held && this.#socket === null) this.#dial();
    });
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame === null) throw new Error('the relay said nonsense');
    switch (frame.op) {
      case 'welcome':
        this.#setTime(frame.welcome.nowMs);
        for (const copy of this.copies) this.#open(copy);
        return;
      case 'open': {
        const copy = this.#channels.get(frame.channel);
        copy?.opened((message) => this.#send({ op: 'data', channel: frame.channel, message }));
        return;
      }
      case 'data': {
        const message = decodeMessage(frame.message);
        if (message !== null) this.#channels.get(frame.channel)?.receive(message);
        return;
      }
      case 'close':
        this.closedWith.push(frame.code);
        return this.#closed(frame.channel, frame.code);
      case 'pong':
        return this.#setTime(frame.nowMs);
      case 'account':
      case 'ping':
        return;
    }
  }

  /** The relay gave a chat up. Where its store is in trouble the chat is opened again in a while, as the app does. */
  #closed(channel: number, code: number): void {
    const copy = this.#channels.get(channel);
    this.#channels.delete(channel);
    copy?.closed();
    if (copy !== undefined && code === CLOSE.storage) this.#later(OPEN_AGAIN_MS, () => this.#open(copy));
  }

  #setTime(relayNowMs: number): void {
    this.#relayAheadMs = relayNowMs - performance.now();
  }

  /** On a new channel; an older one of the same chat is left. */
  #open(copy: ChatCopy): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    // Its answer comes first: whatever is dated anew is dated by the relay's clock of now.
    this.#send({ op: 'ping', nonce: 1 });
    this.leave(copy);
    this.#lastChannel += 1;
    this.#channels.set(this.#lastChannel, copy);
    this.#send({ op: 'open', channel: this.#lastChannel, document: `chat/${copy.chat}` });
  }

  #send(frame: Frame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encodeFrame(frame));
  }
}
