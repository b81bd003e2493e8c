import { nodeVersionProblem } from '../config/node-version.ts';

/** `npm run relay`. Everything else is loaded once it is known that this Node can load it. */
const problem = nodeVersionProblem(process.version);
if (problem === null) {
  const { enableCompileCache, flushCompileCache } = await import('node:module');
  // Halves the work of a start, so that a relay that was killed serves again sooner (RELIABILITY A1). Beside the code and
  // under the same rights, since what is in it is run; where nothing may be written there, the start is as slow as ever.
  enableCompileCache(`${import.meta.dirname}/../../node_modules/.cache/relay`);
  const { runRelayHere } = await import('../here.ts');
  await runRelayHere();
  flushCompileCache(); // now, since whoever is killed writes nothing any more
} else {
  console.error(problem);
  process.exitCode = 2;
}
