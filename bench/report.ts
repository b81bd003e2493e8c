import { statfsSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';

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
      for (const figure of figures) console.log(jsonOf(figure));
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

/** The five keys and no other, one object a line. Throws for what is no number, of which JSON would make null. */
export function jsonOf({ name, unit, samovar, peers, ratio }: Figure): string {
  const missing = Object.entries({ samovar, ratio, ...peers }).find(([, value]) => !Number.isFinite(value));
  if (missing !== undefined) throw new Error(`${name}: ${missing[0]} was not measured`);
  return JSON.stringify({ name, unit, samovar, peers, ratio });
}

/** What the figures were made on, without naming it: where the bench keeps its files counts as its disk. */
const machine = (): string => {
  const { type, bsize, blocks } = statfsSync(tmpdir());
  const disk = `${FILE_SYSTEMS[type] ?? 'disk'} of ${gib(bsize * blocks)} GiB`;
  return `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${gib(totalmem())} GiB of memory, ${disk}`;
};
const gib = (bytes: number): number => Math.round(bytes / 2 ** 30);
/** By the numbers that Linux has for them. In memory no flush costs anything, which is then to be seen. */
const FILE_SYSTEMS: Readonly<Record<number, string>> = { 0xef53: 'ext4', 0x01021994: 'tmpfs', 0x9123683e: 'btrfs', 0x58465342: 'XFS', 0x794c7630: 'overlay' };

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
