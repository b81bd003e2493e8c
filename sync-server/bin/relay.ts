import { nodeVersionProblem } from '../config/node-version.ts';

/** `npm run relay`. Everything else is loaded once it is known that this Node can load it. */
const problem = nodeVersionProblem(process.version);
if (problem === null) {
  const { runRelayHere } = await import('../here.ts');
  await runRelayHere();
} else {
  console.error(problem);
  process.exitCode = 2;
}
