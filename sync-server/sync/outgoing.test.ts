import { Duplex, type Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { Outgoing } from './outgoing.ts';
import { frameBinary } from './ws-frame.ts';

/** Exported by `ws`, but not by its types. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: object) => Writable };

/** A stream that notes what each write to the system would hold. */
class Sink extends Duplex {
  readonly writes: Buffer[][] = [];
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.writes.push([chunk]);
    done();
  }
  override _writev(chunks: { readonly chunk: Buffer }[], done: () => void): void {
    this.writes.push(chunks.map(({ chunk }) => chunk));
    done();
  }
}

const nextTick = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

test('what one socket is told in a turn, in microtasks too, leaves in order as one write', async () => {
  const outgoing = new Outgoing();
  const sink = new Sink();
  outgoing.send(sink, Uint8Array.of(1), undefined);
  await Promise.resolve();
  sink.write(Buffer.of(99)); // `ws` itself, a ping
  outgoing.send(sink, Uint8Array.of(2), undefined);
  expect(sink.writes).toEqual([]);
  await nextTick();
  expect(sink.writes.map((write) => write.map((chunk) => [...chunk]))).toEqual([[[0x82, 1, 1], [99], [0x82, 1, 2]]]);
  outgoing.send(sink, Uint8Array.of(3), undefined);
  await nextTick();
  expect(sink.writes).toHaveLength(2);
});

test('what a whole room is told is framed once', async () => {
  const outgoing = new Outgoing();
  const sinks = [new Sink(), new Sink(), new Sink()];
  const message = new Uint8Array(300).fill(7);
  for (const sink of sinks) outgoing.send(sink, message, undefined);
  await nextTick();
  const frames = sinks.map((sink) => sink.writes[0]?.[0]);
  expect(frames[0]).toHaveLength(304);
  expect(new Set(frames).size).toBe(1);
});

test('the sender hears when it was taken, and a socket that is gone disturbs no other', async () => {
  const outgoing = new Outgoing();
  const [gone, there] = [new Sink(), new Sink()];
  let taken = 0;
  outgoing.send(gone, Uint8Array.of(1), undefined);
  outgoing.send(there, Uint8Array.of(1), () => (taken += 1));
  gone.destroy();
  await nextTick();
  await nextTick();
  expect([gone.writes.length, there.writes.length, taken]).toEqual([0, 1, 1]);
});

test.each([0, 1, 125, 126, 65_535, 65_536])('a frame of %i bytes is read by ws as what it was made of', async (length) => {
  const payload = Uint8Array.from({ length }, (_, index) => index % 251);
  const receiver = new Receiver({ isServer: false, maxPayload: 1 << 20 });
  const heard = new Promise<Buffer>((resolve) => receiver.on('message', (data: Buffer) => resolve(data)));
  receiver.write(frameBinary(payload));
  expect(Buffer.compare(await heard, payload)).toBe(0);
});
