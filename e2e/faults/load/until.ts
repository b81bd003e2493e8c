const POLL_MS = 5;

/** Waits until it is so; throws with the title after `patienceMs`. Gives how long it took, in milliseconds. */
export async function until(title: string, isSo: () => boolean, patienceMs = 30_000): Promise<number> {
  const fromMs = performance.now();
  while (!isSo()) {
    if (performance.now() - fromMs > patienceMs) throw new Error(`waited ${patienceMs} ms in vain: ${title}`);
    await pause(POLL_MS);
  }
  return performance.now() - fromMs;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether it is so within that time, asked of a page: a question that cannot be answered yet is asked again. */
export async function comesTrue(isSo: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const fromMs = performance.now();
  while (performance.now() - fromMs < patienceMs) {
    if (await isSo().catch(() => false)) return true;
    await pause(10 * POLL_MS);
  }
  return false;
}
