import { nodeVersionProblem } from '../config/node-version.ts';

/** `npm run admin -- <command>`. Everything else is loaded once it is known that this Node can load it. */
const problem = nodeVersionProblem(process.version);
if (problem === null) {
  const { runAdminHere } = await import('../admin/here.ts');
  process.exitCode = await runAdminHere(process.argv.slice(2));
} else {
  console.error(problem);
  process.exitCode = 2;
}
