import type { Figure } from '../report.ts';
import { median } from '../statistics.ts';
import { SAMOVAR, type ContenderKind } from './contender.ts';

/**
 * A figure from each contender's rounds: medians beside each other. The ratio is against the peer named first, so put the
 * one that the target names there.
 */
export function figureOf(
  name: string,
  unit: string,
  peers: readonly ContenderKind[],
  values: (kind: ContenderKind) => readonly number[],
): Figure {
  const samovar = median(values(SAMOVAR));
  const entries = peers.map((peer) => [peer.name, median(values(peer))] as const);
  return { name, unit, samovar, peers: Object.fromEntries(entries), ratio: samovar / (entries[0]?.[1] ?? Number.NaN) };
}

/** The same, with the best of the peers first: what is to be no worse than any. */
export function figureBesideBest(
  name: string,
  unit: string,
  peers: readonly ContenderKind[],
  values: (kind: ContenderKind) => readonly number[],
): Figure {
  const bestFirst = peers.toSorted((one, other) => median(values(one)) - median(values(other)));
  return figureOf(name, unit, bestFirst, values);
}
