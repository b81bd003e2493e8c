import type { DocumentAddress, DocumentName } from '#shared/documents/names.ts';
import type { AccountId } from '#shared/ids.ts';
import type { Timers } from '#shared/ports.ts';
import type { DocumentRights } from '#shared/policy/rights.ts';
import { WIRE } from '#shared/limits.ts';
import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import { encodeReceipt, encodeRefusal, type Message } from '#shared/protocol/message.ts';
import type { Refusal } from '#shared/protocol/refusal.ts';
import { unreachable } from '#shared/result.ts';
import { isStrike } from '../gate/fault.ts';
import { ChannelPace } from './channel-pace.ts';
import * as ledger from './ledger.ts';
import type { Room } from './room.ts';
import { bytesOf, detached, type RoomItem } from './room-item.ts';
import type { Session } from './session.ts';
import type { Standing } from './standing.ts';
import type { Rate } from './token-buckets.ts';

/** The wire under one channel. A closed one ignores everything. */
export interface ChannelPort {
  /** The document is there and readable; comes before the first `send`. */
  opened(): void;
  /** One encoded message of PROTOCOL, "Messages on a document". */
  send(message: Uint8Array): void;
  close(code: CloseCode, reason: string): void;
}

interface Parts {
  readonly name: DocumentName;
  readonly address: DocumentAddress;
  readonly session: Session;
  readonly port: ChannelPort;
  readonly receipts: boolean;
  readonly timers: Timers;
  /** Called once, when nothing of the channel is left to be judged. */
  readonly forget: (channel: Channel) => void;
}

/** Where a channel is. What it sends before it is open waits in order; what it sent before it left is still judged. */
type State =
  | { readonly at: 'opening'; readonly waiting: RoomItem[] }
  | { readonly at: 'open'; readonly room: Room }
  | { readonly at: 'leaving'; readonly room: Room }
  | { readonly at: 'closed' };

/** One document as one socket has it open. */
export class Channel {
  readonly name: DocumentName;
  readonly address: DocumentAddress;
  readonly session: Session;
  readonly #port: ChannelPort;
  readonly #receipts: boolean;
  readonly #forget: (channel: Channel) => void;
  readonly #timers: Timers;
  #pacing: ChannelPace | null = null;
  #state: State = { at: 'opening', waiting: [] };
  #ledger = ledger.FRESH_LEDGER;
  #standing: Extract<Standing, { at: 'reader' }> | null = null;
  #undecided = 0;

  constructor(parts: Parts) {
    this.name = parts.name;
    this.address = parts.address;
    this.session = parts.session;
    this.#port = parts.port;
    this.#receipts = parts.receipts;
    this.#forget = parts.forget;
    this.#timers = parts.timers;
    this.session.addChannel(this);
  }

  get account(): AccountId {
    return this.session.account;
  }

  /** Null once nothing more may be taken from it. */
  get rights(): DocumentRights | null {
    return this.#state.at === 'closed' ? null : (this.#standing?.rights ?? null);
  }

  get messageRate(): Rate | null {
    return this.#standing?.messageRate ?? null;
  }

  get isOpening(): boolean {
    return this.#state.at === 'opening';
  }

  get isOpen(): boolean {
    return this.#state.at === 'open';
  }

  /** The room that it is in, also while it leaves. */
  get room(): Room | null {
    return this.#state.at === 'open' || this.#state.at === 'leaving' ? this.#state.room : null;
  }

  /** Takes one message from the client. False for one that only the relay sends: the socket is then closed (W10). */
  receive(message: Message): boolean {
    if (this.#state.at === 'closed' || this.#state.at === 'leaving') return true;
    switch (message.type) {
      case 'update': {
        this.#ledger = ledger.received(this.#ledger);
        const { update, step2 } = message;
        this.#deliver({ kind: 'update', channel: this, n: this.#ledger.received, step2, update });
        return true;
      }
      case 'state-vector':
        this.#deliver({ kind: 'state-vector', channel: this, stateVector: message.stateVector });
        return true;
      case 'awareness':
        // What is too long is dropped in any case (W11), and must not wait for that: this queue counts no bytes.
        if (message.update.length <= WIRE.maxPresenceBytes) this.#pace().show(message.update.slice());
        return true;
      case 'query-awareness':
        this.#deliver({ kind: 'query-presence', channel: this });
        return true;
      case 'refusal':
      case 'receipt':
        return false;
      default:
        return unreachable(message);
    }
  }

  /** The rule book has spoken, for the first time or anew. */
  stand(standing: Standing): void {
    if (this.#state.at === 'closed') return;
    if (standing.at === 'reader') {
      this.#standing = standing;
      return;
    }
    if (standing.code === CLOSE.signedOut) this.session.close(standing.code, '');
    else this.close(standing.code, '');
  }

  /** From now on what waits goes to the room, after `join` itself. */
  enter(room: Room): void {
    if (this.#state.at !== 'opening') return;
    const { waiting } = this.#state;
    this.#state = { at: 'open', room };
    room.push({ kind: 'join', channel: this });
    for (const item of waiting) room.push(item);
  }

  opened(): void {
    if (this.#state.at === 'open') this.#port.opened();
  }

  send(message: Uint8Array): void {
    if (this.#state.at === 'open') this.#port.send(message);
  }

  admit(n: number, step2: boolean): void {
    this.#ledger = ledger.admitted(this.#ledger, n, step2);
  }

  refuse(refusal: Refusal): void {
    this.#ledger = ledger.refused(this.#ledger);
    this.send(encodeRefusal(refusal));
    // Asked after what this turn brought is durable, never before (W9).
    if (refusal.code === 'incomplete') this.#pace().ask();
    if (isStrike(refusal.code)) this.session.strike();
  }

  /** All that was admitted is durable: says so to those who asked for receipts (W3, W7). */
  settle(): void {
    const { ledger: settled, receipt } = ledger.settle(this.#ledger);
    this.#ledger = settled;
    if (this.#receipts && receipt !== null) this.send(encodeReceipt(receipt));
  }

  /** Its question is put once more when its account has time again; of several the newest says it all (GATE G12). */
  answerLater(stateVector: Uint8Array, waitMs: number): void {
    this.#pace().answerLater(stateVector, waitMs);
  }

  /** An item was judged or dropped. */
  decided(item: RoomItem): void {
    this.#undecided -= 1;
    this.session.release(bytesOf(item));
    if (this.#state.at === 'leaving' && this.#undecided === 0) this.#end();
  }

  /** The relay closes it. Idempotent. */
  close(code: CloseCode, reason: string): void {
    if (this.#state.at === 'closed') return;
    const wasHere = this.#state.at !== 'leaving';
    this.#end();
    if (wasHere) this.#port.close(code, reason);
  }

  /** Nothing more is taken from it; the socket is being closed by somebody else. Idempotent. */
  revoke(): void {
    if (this.#state.at !== 'closed') this.#end();
  }

  /** The client closes it. What it sent before is still judged. Idempotent. */
  leave(): void {
    const state = this.#state;
    switch (state.at) {
      case 'opening': {
        // It never got in: nobody knows yet whether it may write.
        return this.#end();
      }
      case 'open':
        this.#stopTimers();
        this.#state = { at: 'leaving', room: state.room };
        state.room.part(this);
        if (this.#undecided === 0) this.#end();
        return;
      case 'leaving':
      case 'closed':
        return;
      default:
        return unreachable(state);
    }
  }

  #pace(): ChannelPace {
    this.#pacing ??= new ChannelPace(this.#timers, this, (item) => this.#deliver(item));
    return this.#pacing;
  }

  #deliver(item: RoomItem): void {
    const state = this.#state;
    if (state.at !== 'opening' && state.at !== 'open') return;
    this.#undecided += 1;
    this.session.hold(bytesOf(item));
    if (state.at === 'opening') state.waiting.push(detached(item));
    else state.room.push(item);
  }

  #end(): void {
    const state = this.#state;
    this.#state = { at: 'closed' };
    this.#stopTimers();
    if (state.at === 'open' || state.at === 'leaving') state.room.part(this);
    if (state.at === 'opening') for (const item of state.waiting) this.session.release(bytesOf(item));
    this.session.removeChannel(this);
    this.#forget(this);
  }

  #stopTimers(): void {
    this.#pacing?.close();
  }
}
