import { describe, expect, it } from 'vitest';
import { WIRE } from '#shared/limits.ts';
import { FRAME_COST_BYTES, Unread } from './unread.ts';

/** A socket that holds what it is given until it is told to let go. */
const socket = () => {
  const stream = { writableLength: 0 };
  const taking: (() => void)[] = [];
  const unread = new Unread(stream);
  return {
    unread,
    send: (bytes: number) => {
      const taken = unread.sending(bytes);
      stream.writableLength += bytes;
      if (taken !== undefined) taking.push(taken);
    },
    take: (bytes: number) => {
      stream.writableLength -= bytes;
      if (stream.writableLength === 0) for (const taken of taking.splice(0)) taken();
    },
  };
};

describe('C7 what a reader leaves unread', () => {
  it('is bounded in bytes', () => {
    const { unread, send, take } = socket();
    send(WIRE.maxUnreadBytes);
    expect(unread.hasRoom()).toBe(true);
    send(1);
    expect(unread.hasRoom()).toBe(false);
    take(WIRE.maxUnreadBytes + 1);
    expect(unread.hasRoom()).toBe(true);
  });

  it('is bounded in frames, since a small one costs more than its bytes', () => {
    const { unread, send, take } = socket();
    const frames = Math.floor(WIRE.maxUnreadBytes / (FRAME_COST_BYTES + 1));
    for (let frame = 0; frame < frames; frame += 1) send(1);
    expect(unread.hasRoom()).toBe(true);
    send(1);
    send(1);
    expect(unread.hasRoom()).toBe(false);
    take(frames + 2);
    expect(unread.hasRoom()).toBe(true);
  });

  it('is counted from its oldest byte: who reads slowly but reads is not cut, who reads nothing is', () => {
    const { unread, send, take } = socket();
    expect(unread.forMs(0)).toBe(0);
    send(100);
    expect(unread.forMs(1_000)).toBe(0);
    send(100);
    expect(unread.forMs(21_000)).toBe(20_000);
    take(100); // the first hundred; the second was sent after it
    expect(unread.forMs(22_000)).toBe(0);
    send(100);
    expect(unread.forMs(40_000)).toBe(18_000);
    take(200);
    expect(unread.forMs(41_000)).toBe(0);
    expect(unread.forMs(99_000)).toBe(0);
  });
});
