import { WIRE } from '#shared/limits.ts';
import type { Clock } from '#shared/ports.ts';
import { CLOSE, PROTOCOL_VERSION } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame, type Frame } from '#shared/protocol/frame.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
import { unreachable } from '#shared/result.ts';
import type { Channel } from '../documents/channel.ts';
import type { LiveDocuments } from '../documents/live-documents.ts';
import type { Session } from '../documents/session.ts';
import { route } from './channel-numbers.ts';
import type { Conversation, Wire } from './conversation.ts';

/** One socket for many documents (W1, W15–W17). */
export function converseAboutMany(documents: LiveDocuments, session: Session, wire: Wire, clock: Clock): Conversation {
  const conversation = new ManyDocuments(documents, session, wire, clock);
  conversation.welcome();
  return conversation;
}

class ManyDocuments implements Conversation {
  readonly #documents: LiveDocuments;
  readonly #session: Session;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #channels = new Map<number, Channel>();
  #highest = 0;

  constructor(documents: LiveDocuments, session: Session, wire: Wire, clock: Clock) {
    this.#documents = documents;
    this.#session = session;
    this.#wire = wire;
    this.#clock = clock;
  }

  welcome(): void {
    const { account, device } = this.#session;
    const nowMs = this.#clock.nowMs();
    this.#send({ op: 'welcome', welcome: { protocol: PROTOCOL_VERSION, account, device, nowMs } });
  }

  receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame === null) return this.#malformed();
    const channel = 'channel' in frame ? this.#channels.get(frame.channel) : undefined;
    const routed = route(frame, {
      highest: this.#highest,
      isOpen: channel !== undefined,
      open: this.#channels.size,
      maxOpen: WIRE.maxChannelsPerSocket,
    });
    switch (routed.to) {
      case 'open':
        return this.#open(routed.channel, routed.document);
      case 'too-many':
        this.#highest = routed.channel;
        return this.#send({ op: 'close', channel: routed.channel, code: CLOSE.tooMuch, reason: '' });
      case 'message':
        return this.#message(channel, routed.message);
      case 'leave':
        this.#channels.delete(routed.channel);
        return channel?.leave();
      case 'pong':
        return this.#send({ op: 'pong', nonce: routed.nonce, nowMs: this.#clock.nowMs() });
      case 'nobody':
        return;
      case 'malformed':
        return this.#malformed();
      default:
        return unreachable(routed);
    }
  }

  accountChanged(): void {
    this.#send({ op: 'account' });
  }

  #open(number: number, document: string): void {
    this.#highest = number;
    const channel = this.#documents.openChannel(
      this.#session,
      document,
      {
        opened: () => this.#send({ op: 'open', channel: number, document }),
        send: (message) => this.#send({ op: 'data', channel: number, message }),
        close: (code, reason) => {
          this.#channels.delete(number);
          this.#send({ op: 'close', channel: number, code, reason });
        },
      },
      true,
    );
    if (channel !== null) this.#channels.set(number, channel);
  }

  #message(channel: Channel | undefined, bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    if (message === null || channel?.receive(message) === false) this.#malformed();
  }

  #malformed(): void {
    this.#session.close(CLOSE.malformed, 'no frame');
  }

  #send(frame: Frame): void {
    this.#wire.send(encodeFrame(frame));
  }
}
