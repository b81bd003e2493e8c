import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../statistics.ts';

/** About what one message adds to a write-ahead log: a page and its head. */
const WRITE_BYTES = 4_096 + 24;

/**
 * What the disk of this machine takes by itself to keep one write, at a steady rate: the floor under whoever waits for it.
 * Milliseconds.
 */
export async function flushLatency(folder: string, perSecond: number, ms: number): Promise<{ readonly p50Ms: number; readonly p99Ms: number }> {
  const name = join(folder, 'flushes');
  const file = openSync(name, 'w');
  const bytes = new Uint8Array(WRITE_BYTES);
  const tookMs: number[] = [];
  const fromMs = performance.now();
  try {
    while (performance.now() - fromMs < ms) {
      for (const due = ((performance.now() - fromMs) / 1_000) * perSecond; tookMs.length < due; ) {
        const beganMs = performance.now();
        writeSync(file, bytes);
        fdatasyncSync(file);
        tookMs.push(performance.now() - beganMs);
      }
      await sleep(1);
    }
  } finally {
    closeSync(file);
    rmSync(name);
  }
  return { p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99) };
}
