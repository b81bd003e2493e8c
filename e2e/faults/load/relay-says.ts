import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './cast.ts';

/** What `/healthz` answers; `status` is null when nobody answers. */
export interface HealthSaid {
  readonly code: number | null;
  readonly status: string | null;
  readonly storage: string | null;
}

export async function askHealth(port: number): Promise<HealthSaid> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
    const body = (await answer.json()) as { status?: string; storage?: string };
    return { code: answer.status, status: body.status ?? null, storage: body.storage ?? null };
  } catch {
    return { code: null, status: null, storage: null };
  }
}

/** How many lines of the relay's log tell of this event. */
export function timesLogged({ dataFolder }: Pick<Place, 'dataFolder'>, event: string): number {
  const file = join(dataFolder, 'relay.log');
  if (!existsSync(file)) return 0;
  return readFileSync(file, 'utf8').split(`"event":"${event}"`).length - 1;
}

/** Waits until the relay's health is as wanted; gives how long it took, in milliseconds, or throws what it last said. */
export async function untilHealth(port: number, wanted: (said: HealthSaid) => boolean, patienceMs: number): Promise<number> {
  const fromMs = performance.now();
  for (;;) {
    const said = await askHealth(port);
    const tookMs = performance.now() - fromMs;
    if (wanted(said)) return tookMs;
    if (tookMs > patienceMs) throw new Error(`the relay's health did not change: ${JSON.stringify(said)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
