import { readFileSync } from 'node:fs';

const KIB = 1_024;

/**
 * Bytes of memory that process `pid` has at this moment, read from outside so that it need not stop for it; null where the system does not
 * tell of others' processes (only Linux does), or when the process is gone.
 */
export function residentBytes(pid: number): number | null {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) * KIB;
  } catch {
    return null;
  }
}
