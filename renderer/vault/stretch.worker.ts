import { argon2id } from 'hash-wasm';
import { KEY_BYTES } from './secrets.ts';
import type { StretchJob, StretchReply } from './stretch.ts';

/** Runs argon2id apart from the page. Answers one job, after which its maker ends it, and its memory with it. */
addEventListener('message', (event: MessageEvent<StretchJob>) => {
  const { passphrase, salt, cost } = event.data;
  const { memoryKib: memorySize, passes: iterations, lanes: parallelism } = cost;
  argon2id({ password: passphrase, salt, memorySize, iterations, parallelism, hashLength: KEY_BYTES, outputType: 'binary' })
    .then((key) => answer({ key }))
    .catch((error: unknown) => answer({ failed: error instanceof Error ? error.message : 'unknown' }));
});

const answer = (reply: StretchReply): void => postMessage(reply);
