import { gateFigures } from '../gate.ts';
import type { Figure } from '../report.ts';
import { createBench, type Bench } from './bench.ts';
import { growthFigures } from './suites/growth.ts';
import { latencyFigures } from './suites/latency.ts';
import { memoryFigures } from './suites/memory.ts';
import { openingFigures } from './suites/opening.ts';
import { throughputFigures } from './suites/throughput.ts';

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  throughput: throughputFigures,
  latency: latencyFigures,
  memory: memoryFigures,
  opening: openingFigures,
  growth: growthFigures,
  gate: async () => gateFigures(),
};

/** The relay beside its peers, each started in turn on this machine. */
export async function relayFigures(options: { readonly rounds: number; readonly quick: boolean; readonly only: readonly string[] }): Promise<Figure[]> {
  const bench = createBench({ ...options, progress: (line) => void process.stderr.write(`${line}\n`) });
  try {
    const figures: Figure[] = [];
    for (const [name, part] of Object.entries(PARTS)) {
      if (options.only.length === 0 || options.only.includes(name)) figures.push(...(await part(bench)));
    }
    return figures;
  } finally {
    bench.close();
  }
}
