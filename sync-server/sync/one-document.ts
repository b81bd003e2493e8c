import { CLOSE, type CloseCode } from '#shared/protocol/codes.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
import type { Channel, ChannelPort } from '../documents/channel.ts';
import type { LiveDocuments } from '../documents/live-documents.ts';
import type { Session } from '../documents/session.ts';
import type { Conversation, Wire } from './conversation.ts';

/** One socket for one document: the form of stock clients (W1). Each frame is one message. */
export function converseAboutOne(
  documents: LiveDocuments,
  session: Session,
  wire: Wire,
  request: { readonly document: string; readonly receipts: boolean },
): Conversation {
  const conversation = new OneDocument(session, wire);
  conversation.open(documents, request);
  return conversation;
}

class OneDocument implements Conversation, ChannelPort {
  readonly #session: Session;
  readonly #wire: Wire;
  #channel: Channel | null = null;

  constructor(session: Session, wire: Wire) {
    this.#session = session;
    this.#wire = wire;
  }

  open(documents: LiveDocuments, { document, receipts }: { readonly document: string; readonly receipts: boolean }): void {
    this.#channel = documents.openChannel(this.#session, document, this, receipts);
  }

  receive(bytes: Uint8Array): void {
    const message = decodeMessage(bytes);
    if (message === null || this.#channel?.receive(message) === false) this.close(CLOSE.malformed, 'no message');
  }

  /** A stock client has no word for it; its rights changed all the same. */
  accountChanged(): void {}

  /** Nor has it one for this: what the relay sends says that the document is there. */
  opened(): void {}

  send(message: Uint8Array): void {
    this.#wire.send(message);
  }

  close(code: CloseCode, reason: string): void {
    this.#session.close(code, reason);
  }
}
