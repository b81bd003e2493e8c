import { cpus } from 'node:os';

/** One figure, always beside what it is measured against in the same run on the same machine. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly samovar: number;
  readonly peers: Readonly<Record<string, number>>;
  /** Samovar against the peer named first. */
  readonly ratio: number;
  /** What must not be passed (RELIABILITY I1, the gate's share): the bench ends with 1 where it is. */
  readonly most?: { readonly of: 'samovar' | 'ratio'; readonly is: number };
}

/** The figures that are past their bar, each in one line. A figure that is no number is past it as well. */
export const pastTheirBars = (figures: readonly Figure[]): string[] =>
  figures.flatMap((figure) =>
    figure.most === undefined || figure[figure.most.of] <= figure.most.is
      ? []
      : [`${figure.name}: ${Number(figure[figure.most.of].toPrecision(6))}, and may be ${figure.most.is}`]);

/** `json`: one object a line. `markdown`: as the README quotes it. */
export type Form = 'table' | 'json' | 'markdown';

export function print(figures: readonly Figure[], form: Form): void {
  switch (form) {
    case 'json':
      for (const figure of figures) console.log(JSON.stringify(figure));
      return;
    case 'markdown':
      return console.log(markdownOf(figures));
    case 'table':
      console.log(machine());
      return console.table(
        Object.fromEntries(
          figures.map(({ name, unit, samovar, peers, ratio }) => [
            name,
            { unit, samovar: round(samovar), ...mapped(peers, round), ratio: round(ratio) },
          ]),
        ),
      );
  }
}

/** What the figures were made on, without naming it. */
const machine = (): string => `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}`;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Beside each peer, in brackets, how Samovar stands to it. */
function markdownOf(figures: readonly Figure[]): string {
  const peers = [...new Set(figures.flatMap((figure) => Object.keys(figure.peers)))];
  const lines = figures.map(({ name, unit, samovar, peers: beside }) => {
    const cells = peers.map((peer) => {
      const value = beside[peer];
      return value === undefined ? '' : `${readable(value)} (${(samovar / value).toFixed(2)})`;
    });
    return row([`${name}, ${unit}`, `**${readable(samovar)}**`, ...cells]);
  });
  return [row(['', 'Samovar', ...peers]), row(['---', '---', ...peers.map(() => '---')]), ...lines, '', machine()].join('\n');
}

const mapped = (values: Readonly<Record<string, number>>, change: (value: number) => number): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

const round = (value: number): number => Number(value.toPrecision(3));
const readable = (value: number): string => round(value).toLocaleString('en-GB', { maximumFractionDigits: 3 });
