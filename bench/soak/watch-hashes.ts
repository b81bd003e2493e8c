import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/** How many passwords are hashed at the same time, each from the call to its answer (RELIABILITY E1). */
export interface HashWatch {
  most(): number;
  reset(): void;
}

/** Stands before Node's own for as long as the process lasts. */
export function watchHashes(): HashWatch {
  const { argon2 } = crypto;
  let [running, most] = [0, 0];
  const counted: typeof argon2 = (algorithm, parameters, callback) => {
    running += 1;
    most = Math.max(most, running);
    argon2(algorithm, parameters, (error, tag) => {
      running -= 1;
      callback(error, tag);
    });
  };
  Object.assign(crypto, { argon2: counted });
  syncBuiltinESMExports();
  return {
    most: () => most,
    reset: () => {
      most = running;
    },
  };
}
