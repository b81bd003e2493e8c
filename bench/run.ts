import { parseArgs } from 'node:util';
import { wholeNumber } from '../build/lib/suites.ts';
import { command, Trouble } from '../build/lib/trouble.ts';
import { directoryFigures } from './directory/directory.ts';
import { exportFigures } from './export/export.ts';
import { gateFigures } from './gate.ts';
import { signInFigures } from './signin/signin.ts';
import { soak } from './soak/soak.ts';
import { socketFigures } from './soak/sockets.ts';
import { relayNotes } from './relay/notes.ts';
import { relayFigures } from './relay/relay.ts';
import { vaultFigures } from './vault/vault.ts';
import { pastTheirBars, print, type Figure, type Form } from './report.ts';

/**
 * `npm run bench [-- gate | relay | directory | vault | sockets | signin | export | soak [--minutes N] [--seed N]] [--json | --markdown]
 * [--rounds N] [--quick] [--only throughput,latency,memory,opening,growth,gate]`: figures as ratios, measured in one run. `--quick` shows
 * that the bench works; do not quote it.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    seed: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
  },
});
const SOAK_MINUTES = 2;
const relayOptions = () => ({
  quick: values.quick,
  rounds: wholeNumber(values.rounds, 'rounds') ?? (values.quick ? 1 : 3),
  only: values.only?.split(',') ?? [],
});
const SUITES: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  gate: gateFigures,
  relay: () => relayFigures(relayOptions()),
  directory: () => directoryFigures({ quick: values.quick }),
  vault: () => vaultFigures({ quick: values.quick }),
  sockets: socketFigures,
  signin: () => signInFigures({ quick: values.quick }),
  export: () => exportFigures({ quick: values.quick }),
  // Prints what it has to say by itself: nothing of it is a ratio.
  soak: async () => {
    await soak(wholeNumber(values.minutes, 'minutes') ?? SOAK_MINUTES, wholeNumber(values.seed, 'seed') ?? 1);
    return [];
  },
};
/** What one has to know to read the figures. */
const NOTES: Readonly<Record<string, () => readonly string[]>> = { relay: relayNotes };
const form: Form = values.json ? 'json' : values.markdown ? 'markdown' : 'table';
const names = positionals.length === 0 ? Object.keys(SUITES) : positionals;
await command(async () => {
  const past: string[] = [];
  for (const name of names) {
    const suite = SUITES[name];
    if (suite === undefined) {
      throw new Trouble(`There is no bench called ${name}. There are: ${Object.keys(SUITES).join(', ')}`);
    }
    const figures = await suite();
    if (figures.length > 0) print(figures, form);
    past.push(...pastTheirBars(figures));
    if (form !== 'json') for (const note of NOTES[name]?.() ?? []) console.log(`- ${note}`);
  }
  if (past.length > 0) throw new Trouble(`past their bars: ${past.join('; ')}`);
});
