import { parseArgs } from 'node:util';
import { Trouble } from './trouble.ts';

/** What every suite of a command takes from its command line. */
export interface SuiteOptions {
  /** Printed first, so that whatever happened can be had again. */
  readonly seed: number;
  /** The night's length instead of the check's (RELIABILITY, "gate" and "night"). */
  readonly long: boolean;
  /** How many rounds, updates or frames; null for the suite's own number. */
  readonly count: number | null;
  /** The one part that is to run, of a suite that has named parts. */
  readonly only?: string;
}

/** Runs to its end and prints its figures, or throws what broke. */
export type Suite = (options: SuiteOptions) => Promise<void> | void;

/**
 * A command made of named suites: `npm run <command> -- [suite …] [--seed N] [--count N] [--only PART] [--long]`. Without a name, all of
 * them in turn. Exits with 1 at the first promise that was broken.
 */
export async function runSuites(suites: Readonly<Record<string, Suite>>): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      count: { type: 'string' },
      only: { type: 'string' },
      long: { type: 'boolean', default: false },
    },
  });
  const seed = wholeNumber(values.seed, 'seed') ?? Math.floor(Math.random() * 2 ** 31);
  const count = wholeNumber(values.count, 'count');
  for (const name of positionals.length === 0 ? Object.keys(suites) : positionals) {
    const suite = suites[name];
    if (suite === undefined) throw new Trouble(`There is no suite called ${name}. There are: ${Object.keys(suites).join(', ')}`);
    console.log(`${name}: seed ${seed}`);
    await suite({ seed, long: values.long, count, ...(values.only === undefined ? {} : { only: values.only }) });
  }
}

/** A number from the command line; null when it was not given. */
export function wholeNumber(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Trouble(`--${name} takes a whole number`);
  return value;
}
