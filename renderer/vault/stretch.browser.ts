import type { Stretch, StretchJob, StretchReply } from './stretch.ts';
import { stretchPlainly } from './stretch.noble.ts';

/** In a worker where there is one and it works, plainly otherwise: slow is better than locked out. */
export const stretchInBrowser: Stretch = async (passphrase, salt, cost) => {
  const fromWorker = typeof Worker === 'undefined' ? null : await askWorker({ passphrase, salt, cost });
  return fromWorker ?? stretchPlainly(passphrase, salt, cost);
};

/** Null when the worker could not be started or has no WebAssembly, as under a strict `script-src`. */
function askWorker(job: StretchJob): Promise<Uint8Array | null> {
  const worker = new Worker(new URL('./stretch.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Uint8Array | null>((resolve) => {
    worker.addEventListener('message', (event: MessageEvent<StretchReply>) => {
      resolve('key' in event.data ? event.data.key : null);
    });
    worker.addEventListener('error', () => resolve(null));
    worker.postMessage(job, []);
  }).finally(() => worker.terminate());
}
