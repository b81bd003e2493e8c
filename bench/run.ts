import { parseArgs } from 'node:util';
import { gateFigures } from './gate.ts';
import { relayFigures } from './relay/relay.ts';
import { print, type Figure, type Form } from './report.ts';

/**
 * `npm run bench [-- gate | relay] [--json | --markdown] [--rounds N] [--only throughput,latency,memory,opening,growth]
 * [--quick]`: figures as ratios, measured in one run. `--quick` shows that the bench works; do not quote it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});
const relayOptions = {
  quick: values.quick,
  rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
  only: values.only?.split(',') ?? [],
};
const SUITES: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  gate: gateFigures,
  relay: () => relayFigures(relayOptions),
};
const form: Form = values.json ? 'json' : values.markdown ? 'markdown' : 'table';
const names = positionals.length === 0 ? Object.keys(SUITES) : positionals;
for (const name of names) {
  const suite = SUITES[name];
  if (suite === undefined) {
    console.error(`There is no bench called ${name}. There are: ${Object.keys(SUITES).join(', ')}`);
    process.exit(2);
  }
  print(await suite(), form);
}
