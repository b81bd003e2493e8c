import { cpus } from 'node:os';

/** One figure, always beside what it is measured against in the same run on the same machine. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly samovar: number;
  readonly peers: Readonly<Record<string, number>>;
  /** Samovar against the peer named first. */
  readonly ratio: number;
}

export function print(figures: readonly Figure[], asJson: boolean): void {
  if (asJson) {
    for (const figure of figures) console.log(JSON.stringify(figure));
    return;
  }
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`);
  console.table(
    Object.fromEntries(
      figures.map(({ name, unit, samovar, peers, ratio }) => [
        name,
        { unit, samovar: round(samovar), ...Object.fromEntries(Object.entries(peers).map(([peer, value]) => [peer, round(value)])), ratio: round(ratio) },
      ]),
    ),
  );
}

const round = (value: number): number => Number(value.toPrecision(3));

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
