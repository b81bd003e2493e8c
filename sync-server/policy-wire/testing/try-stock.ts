import type { WebSocket } from 'ws';
import { decodeMessage, encodeStateVector, encodeUpdate, type Message } from '#shared/protocol/message.ts';
import * as Y from 'yjs';

const EMPTY_STATE = Y.encodeStateVector(new Y.Doc());

/** How one document on a socket of its own ended: with an answer, or with a close. */
export type StockOutcome =
  | { readonly is: 'answered'; readonly message: Message }
  | { readonly is: 'closed'; readonly code: number };

/** Reads a document over the form of socket that stock clients use (W1). */
export const tryToReadAlone = (socket: WebSocket): Promise<StockOutcome> =>
  ask(socket, encodeStateVector(EMPTY_STATE), (message) => message.type === 'update' && message.step2);

/** Writes into it, with receipts asked for (W3). */
export const tryToWriteAlone = (socket: WebSocket, update: Uint8Array): Promise<StockOutcome> =>
  ask(socket, encodeUpdate(update), (message) => message.type === 'receipt' || message.type === 'refusal');

function ask(socket: WebSocket, question: Uint8Array, isAnswer: (message: Message) => boolean): Promise<StockOutcome> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => socket.send(question));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const message = decodeMessage(new Uint8Array(data));
      if (message === null || !isAnswer(message)) return;
      resolve({ is: 'answered', message });
      socket.terminate();
    });
    socket.once('close', (code) => resolve({ is: 'closed', code }));
  });
}
