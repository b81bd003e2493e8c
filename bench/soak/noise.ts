import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../statistics.ts';

const FLUSHES = 100;
const PAGE = Buffer.alloc(4_096);

/**
 * What the machine is busy with beside us, in one line to read figures by: a delay on a machine that others keep busy
 * is not the relay's, and each acknowledged message waits for the disk.
 */
export function noise(): string {
  const folder = mkdtempSync(join(tmpdir(), 'samovar-noise-'));
  const file = openSync(join(folder, 'flush'), 'w');
  const tookMs = Array.from({ length: FLUSHES }, () => {
    const fromMs = performance.now();
    writeSync(file, PAGE);
    fdatasyncSync(file);
    return performance.now() - fromMs;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  const at = (share: number): string => percentile(tookMs, share).toFixed(1);
  return `machine: ${availableParallelism()} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}; the disk flushes in ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
