import type { Clock } from '#shared/ports.ts';

/** Writes some of the bytes and gives how many; throws when it can write none. */
export type WriteSome = (bytes: Uint8Array) => number;

/**
 * Writes the log's lines to where the operator wants them, and goes on when that takes nothing, as a file on a full disk
 * does: a relay must not fall because it cannot say so (RELIABILITY A4). Lines that could not be written are counted, and
 * the count is the first thing that is written afterwards.
 */
export function createLineWriter(writeSome: WriteSome, clock: Clock): (line: string) => void {
  let lost = 0;
  let isBroken = false;

  /** True when all of it was written. */
  const write = (text: string): boolean => {
    let rest: Uint8Array = new TextEncoder().encode(text);
    try {
      while (rest.length > 0) {
        const written = writeSome(rest);
        if (written === 0) return false;
        rest = rest.subarray(written);
        isBroken = rest.length > 0;
      }
      return true;
    } catch {
      return false;
    }
  };

  return (line) => {
    if (lost > 0 && !write(`${isBroken ? '\n' : ''}${lostLine(lost, clock)}`)) {
      lost += 1;
      return;
    }
    lost = write(line) ? 0 : 1;
  };
}

const lostLine = (lost: number, clock: Clock): string =>
  `${JSON.stringify({ time: new Date(clock.nowMs()).toISOString(), level: 'warn', event: 'log-lines-lost', count: lost })}\n`;
