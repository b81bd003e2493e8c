import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { logRoots } from '#shared/documents/log.ts';
import { chatDocument } from '#shared/documents/names.ts';
import { newEntryId } from '#shared/ids.ts';
import { offeredSubprotocols } from '#shared/protocol/codes.ts';
import { decodeFrame, encodeFrame } from '#shared/protocol/frame.ts';
import { decodeMessage, encodeStateVector, encodeUpdate } from '#shared/protocol/message.ts';
import type { PairOrder, PairReport } from './pair.ts';

/** Two who talk in a process of their own, so that what is measured is the relay and not whoever floods it. */
const random = { bytes: (length: number): Uint8Array => randomBytes(length) };

interface Talk {
  /** Nothing more is said, so that what is missing in the end was lost and not on its way. */
  hush(): void;
  stop(): PairReport;
}

function talk(order: PairOrder): Talk {
  const delivered: number[] = [];
  const acknowledged: number[] = [];
  const sentAt = new Map<string, number>();
  const unanswered: number[] = [];
  let lost = 0;
  let nowMs = 0;
  /** Who has read what was said before: an append from before that is refused as stale, and everything behind it waits for it (GATE G9). */
  const level = new Set<number>();
  const [first, second] = order.people.map(({ token, account }, who) => {
    const doc = new Y.Doc();
    const { port, hostname } = new URL(order.url);
    const options = { localAddress: order.localAddress };
    const socket = new WebSocket(`ws://${hostname}:${port}/sync`, offeredSubprotocols(token), options);
    const send = (message: Uint8Array): void => socket.send(encodeFrame({ op: 'data', channel: 1, message }));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      lost += 1;
    });
    socket.on('message', (data: Buffer) => {
      const frame = decodeFrame(data);
      if (frame?.op === 'welcome') {
        nowMs = frame.welcome.nowMs;
        socket.send(encodeFrame({ op: 'open', channel: 1, document: chatDocument(order.chat) }));
      }
      if (frame?.op === 'open') send(encodeStateVector(Y.encodeStateVector(doc)));
      const message = frame?.op === 'data' ? decodeMessage(frame.message) : null;
      if (message?.type === 'update') {
        Y.applyUpdate(doc, message.update, 'relay');
        level.add(who);
      }
      if (message?.type === 'receipt' && who === 0) {
        const atMs = performance.now();
        while (unanswered.length > 0 && receipted < message.count) {
          receipted += 1;
          acknowledged.push(atMs - (unanswered.shift() ?? atMs));
        }
      }
    });
    let receipted = 0;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'relay') return;
      if (who === 0) unanswered.push(performance.now());
      send(encodeUpdate(update));
    });
    return { doc, account, socket };
  });
  if (first === undefined || second === undefined) throw new Error('it takes two to talk');
  logRoots(second.doc).entries.observe((event) => {
    for (const { insert } of event.changes.delta) {
      for (const entry of (insert ?? []) as { text?: string }[]) {
        const at = sentAt.get(entry.text ?? '');
        if (at === undefined) continue;
        sentAt.delete(entry.text ?? '');
        delivered.push(performance.now() - at);
      }
    }
  });
  let said = 0;
  const saying = setInterval(() => {
    if (level.size < order.people.length || first.socket.readyState !== first.socket.OPEN || second.socket.readyState !== second.socket.OPEN) return;
    said += 1;
    const text = `message ${said}`;
    sentAt.set(text, performance.now());
    const entry = { id: newEntryId(first.account, random), author: first.account, at: nowMs, kind: 'message', text };
    logRoots(first.doc).entries.push([entry as never]);
  }, order.everyMs);
  return {
    hush: () => clearInterval(saying),
    stop: () => {
      const lostSockets = lost;
      first.socket.terminate();
      second.socket.terminate();
      return { said, delivered, acknowledged, missing: sentAt.size, lostSockets };
    },
  };
}

const DRAIN_MS = 2_000;
let talking: Talk | null = null;
process.on('message', (order: PairOrder | 'stop') => {
  if (order !== 'stop') {
    talking = talk(order);
    return;
  }
  talking?.hush();
  setTimeout(() => process.send?.(talking?.stop(), () => process.exit(0)), DRAIN_MS);
});
process.on('disconnect', () => process.exit(0));
