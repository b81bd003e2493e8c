import { writeRulesPage } from '../checks/rules-page.ts';

/** Writes docs/rules.md anew from the rule book and its words. */
writeRulesPage();
