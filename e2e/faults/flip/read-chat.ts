import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import type { ChatId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector } from '#shared/protocol/message.ts';
import type { Somebody } from '../load/cast.ts';

/** What somebody who has seen nothing yet is given of a chat, or how they are told that it cannot be had. */
export type Reading =
  | { readonly got: 'content'; readonly content: string }
  | { readonly got: 'closed'; readonly code: number; readonly reason: string }
  | { readonly got: 'not-in'; readonly status: number }
  | { readonly got: 'nothing' };

const PATIENCE_MS = 5_000;
const CHANNEL = 1;

/** Reads one chat on a socket of its own. Never rejects. */
export function readChat(port: number, { token, from }: Somebody, chat: ChatId): Promise<Reading> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync`, offeredSubprotocols(token), { localAddress: from });
  const doc = new Y.Doc();
  logRoots(doc);
  return new Promise((resolve) => {
    const end = (reading: Reading): void => {
      clearTimeout(late);
      socket.terminate();
      doc.destroy();
      resolve(reading);
    };
    const late = setTimeout(() => end({ got: 'nothing' }), PATIENCE_MS);
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => end({ got: 'not-in', status: response.statusCode ?? 0 }));
    socket.on('close', (code, reason) => end({ got: 'closed', code, reason: reason.toString() }));
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(new Uint8Array(data));
      if (frame?.op === 'welcome') socket.send(encodeFrame({ op: 'open', channel: CHANNEL, document: `chat/${chat}` }));
      if (frame?.op === 'close') end({ got: 'closed', code: frame.code, reason: frame.reason });
      if (frame?.op === 'open') {
        socket.send(encodeFrame({ op: 'data', channel: CHANNEL, message: encodeStateVector(Y.encodeStateVector(doc)) }));
      }
      const message = frame?.op === 'data' ? decodeMessage(frame.message) : null;
      if (message?.type !== 'update') return;
      Y.applyUpdate(doc, message.update);
      if (message.step2) end({ got: 'content', content: contentOf(doc) });
    });
  });
}

function contentOf(doc: Y.Doc): string {
  const { entries, marks } = logRoots(doc);
  const sorted = [...marks.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ entries: entries.toArray(), marks: sorted });
}
