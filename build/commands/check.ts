import { checkDocs } from '../checks/docs.ts';
import { checkLibrary } from '../checks/library.ts';
import { checkRulesPage } from '../checks/rules-page.ts';
import { checkTranslations } from '../checks/translations.ts';
import { run } from '../lib/run.ts';

/** `npm run check`: types, lint with the import boundaries, translations and library complete, rule books in step. */
const PROJECTS = ['shared', 'sync-server', 'renderer', 'main', 'build'];

const failures: string[] = [];
for (const project of PROJECTS) {
  if ((await run('tsc', ['-p', project])) !== 0) failures.push(`types in ${project}/`);
}
if ((await run('oxlint', ['--deny-warnings'])) !== 0) failures.push('lint');
for (const complaint of [...checkTranslations(), ...checkDocs(), ...checkRulesPage(), ...checkLibrary()]) {
  console.error(complaint);
  failures.push(complaint);
}
console.log(failures.length === 0 ? 'Types, lint, boundaries, translations, library and rule books: all well.' : `Not well: ${failures.length}`);
process.exit(failures.length === 0 ? 0 : 1);
