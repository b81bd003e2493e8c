import { CLOSE } from '#shared/protocol/codes.ts';
import { decodeMessage } from '#shared/protocol/message.ts';
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
  const port = { opened: () => undefined, send: (bytes: Uint8Array) => wire.send(bytes), close: session.close.bind(session) };
  const channel = documents.openChannel(session, request.document, port, request.receipts);
  return {
    accountChanged: () => undefined, // a stock client has no word for it; its rights changed all the same
    receive: (bytes) => {
      const message = decodeMessage(bytes);
      if (message === null || channel?.receive(message) === false) session.close(CLOSE.malformed, 'no message');
    },
  };
}
