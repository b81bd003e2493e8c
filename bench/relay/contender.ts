import { RELAY_NODE_FLAGS } from '../../sync-server/node-flags.ts';
import { CORES, startChild, type Child } from './child.ts';
import type { Dialect } from './dialects.ts';
import type { Usage } from './inside.ts';

/** One relay that is measured, in a process of its own. */
export interface ContenderKind {
  /** As it stands in the tables. */
  readonly name: string;
  readonly file: string;
  readonly dialect: Dialect;
  /** How it comes by a document that was there before; null for those that know no documents. */
  readonly prefill: 'stored' | 'pushed' | null;
  /** As its own start command gives them. */
  readonly nodeFlags?: readonly string[];
  /** For Samovar alone: false passes on what is not on the disk yet, to show what waiting for it costs. */
  readonly flushes?: boolean;
  /** For Samovar alone: true cuts a log where the product does (GATE G10). */
  readonly cuts?: boolean;
}

/** A document that is to be there before the first client comes. */
export interface Prefilled {
  readonly room: number;
  /** Of a log that is cut: which part this is. The last one given is the newest. */
  readonly segment?: number;
  /** A file with what `fixtureOf` made. */
  readonly file: string;
}

export type ContenderQuestion = 'usage' | 'cpu';

export interface ContenderArgument {
  readonly folder: string;
  readonly prefilled: readonly Prefilled[];
  readonly flushes?: boolean;
  readonly cuts?: boolean;
}

export const BARE: ContenderKind = { name: 'bare ws', file: './contenders/bare.ts', dialect: 'bare', prefill: null };
export const BATCHING: ContenderKind = { name: 'bare ws, batching', file: './contenders/bare-batching.ts', dialect: 'bare', prefill: null };
/** No relay, but how fast one could be that holds documents at all. */
export const YJS_BATCHING: ContenderKind = { name: 'Yjs, batching', file: './contenders/yjs-batching.ts', dialect: 'y-websocket', prefill: null };
export const Y_WEBSOCKET: ContenderKind = { name: 'y-websocket', file: './contenders/y-websocket.ts', dialect: 'y-websocket', prefill: 'pushed' };
export const HOCUSPOCUS: ContenderKind = { name: 'Hocuspocus', file: './contenders/hocuspocus.ts', dialect: 'hocuspocus', prefill: 'pushed' };
export const HOCUSPOCUS_STORING: ContenderKind = {
  name: 'Hocuspocus, storing',
  file: './contenders/hocuspocus-storing.ts',
  dialect: 'hocuspocus',
  prefill: 'stored',
};
export const SAMOVAR: ContenderKind = { name: 'Samovar', file: './contenders/samovar.ts', dialect: 'samovar', prefill: 'stored', nodeFlags: RELAY_NODE_FLAGS };
export const SAMOVAR_UNFLUSHED: ContenderKind = { ...SAMOVAR, name: 'Samovar, no flush', flushes: false };
export const SAMOVAR_CUTTING: ContenderKind = { ...SAMOVAR, cuts: true };

export const ALL = [BARE, BATCHING, YJS_BATCHING, Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING, SAMOVAR] as const;
/** Those that keep documents. */
export const KEEPING = [Y_WEBSOCKET, HOCUSPOCUS, HOCUSPOCUS_STORING, SAMOVAR] as const;

export interface Contender {
  readonly kind: ContenderKind;
  readonly port: number;
  usage(): Promise<Usage>;
  /** Processor time so far, without collecting garbage first. */
  cpu(): Promise<Usage>;
  stop(): Promise<void>;
}

/** `folder` is empty and the contender's own. Stop it. */
export async function startContender(kind: ContenderKind, argument: ContenderArgument): Promise<Contender> {
  const started = await startChild<{ readonly what: ContenderQuestion }, Usage, { readonly port: number }>(kind.file, {
    core: CORES.contender,
    nodeFlags: kind.nodeFlags ?? [],
    argument: { ...argument, flushes: kind.flushes ?? true, cuts: kind.cuts ?? false },
  });
  const child: Child<{ readonly what: ContenderQuestion }, Usage> = started.child;
  return {
    kind,
    port: started.greeting.port,
    usage: () => child.ask({ what: 'usage' }),
    cpu: () => child.ask({ what: 'cpu' }),
    stop: () => child.stop(),
  };
}
