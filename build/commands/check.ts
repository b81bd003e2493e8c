import { checkDocs } from '../checks/docs.ts';
import { checkLibrary } from '../checks/library.ts';
import { checkLockfile } from '../checks/lockfile.ts';
import { checkRulesPage } from '../checks/rules-page.ts';
import { checkTranslations } from '../checks/translations.ts';
import { askForWeaknesses } from '../checks/weaknesses.ts';
import { checkYjsInternals } from '../checks/yjs-internals.ts';
import { run } from '../lib/run.ts';

/** `npm run check`: types, lint with the import boundaries, translations and library complete, rule books in step, supply guarded. */
const PROJECTS = ['shared', 'sync-server', 'renderer', 'main', 'build'];

const failures: string[] = [];
for (const project of PROJECTS) {
  if ((await run('tsc', ['-p', project])) !== 0) failures.push(`types in ${project}/`);
}
if ((await run('oxlint', ['--deny-warnings'])) !== 0) failures.push('lint');
for (const complaint of [...checkTranslations(), ...checkDocs(), ...checkRulesPage(), ...checkLibrary(), ...checkLockfile(), ...checkYjsInternals()]) {
  console.error(complaint);
  failures.push(complaint);
}
const weaknesses = await askForWeaknesses();
if (weaknesses === null) console.log('The registry gave no answer about known weaknesses, so they were not looked for.');
for (const weakness of weaknesses ?? []) {
  console.error(weakness);
  failures.push(weakness);
}
console.log(failures.length === 0 ? 'Types, lint, boundaries, translations, library and rule books: all well.' : `Not well: ${failures.length}`);
process.exit(failures.length === 0 ? 0 : 1);
