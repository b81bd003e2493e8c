/** One defence, and how it is taken out: a piece of its source that stands there once, and what takes its place. */
export interface Defence {
  /** As in GATE-RULES.md, PROTOCOL.md or RELIABILITY. */
  readonly rule: string;
  readonly against: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

type Line = readonly [rule: string, against: string, from: string, to: string];

export const inGate = (file: string, lines: readonly Line[]): Defence[] => inFile(`sync-server/gate/${file}.ts`, lines);

export const inDocuments = (file: string, lines: readonly Line[]): Defence[] => inFile(`sync-server/documents/${file}.ts`, lines);

export const inFile = (file: string, lines: readonly Line[]): Defence[] =>
  lines.map(([rule, against, from, to]) => ({ rule, against, file, from, to }));
