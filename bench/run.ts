import { parseArgs } from 'node:util';
import { gateFigures } from './gate.ts';
import { print, type Figure } from './report.ts';

/** `npm run bench [-- gate] [--json]`: figures as ratios, measured in one run. */
const SUITES: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = { gate: gateFigures };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
const names = positionals.length === 0 ? Object.keys(SUITES) : positionals;
for (const name of names) {
  const suite = SUITES[name];
  if (suite === undefined) {
    console.error(`There is no bench called ${name}. There are: ${Object.keys(SUITES).join(', ')}`);
    process.exit(2);
  }
  print(await suite(), values.json);
}
