import type { DatabaseSync } from 'node:sqlite';
import { unreachable } from '#shared/result.ts';
import type { DurableLog, Written } from './durable-log.ts';

/** What a statement means for the log once it has succeeded. Where in doubt it changes facts: that costs a flush, and no more. */
export type Effect = 'none' | 'begins' | 'commits' | Written;

export function effectOf(sql: string): Effect {
  const verb = /^\s*([a-z]+)/i.exec(sql)?.[1]?.toLowerCase();
  // Back to a savepoint: what was changed before it stands.
  if (verb === 'rollback' && /\bto\b/i.test(sql)) return 'facts';
  switch (verb) {
    case 'select':
    case 'explain':
      return 'none';
    case 'begin':
    case 'rollback':
      return 'begins';
    case 'commit':
      return 'commits';
    default:
      return ACCOUNTED_FOR.test(sql) ? 'accounted-for' : 'facts';
  }
}

/**
 * What is no fact that anybody is told (RELIABILITY A3): of documents, their store knows by itself what the disk refused
 * (`documents/store.sql.ts`); the clock and the numbers behind a pragma are read at a start alone.
 */
const ACCOUNTED_FOR = /^\s*(?:pragma\b|(?:insert into|update|delete from) "(?:documents|document_snapshots|document_updates|document_clients|relay_clock)")/i;

/** Tells the log of each commit that changed something. To be called after each statement that succeeded. */
export function commitsOf(database: Pick<DatabaseSync, 'isTransaction'>, log: Pick<DurableLog, 'wrote'>): (effect: Effect) => void {
  let changed: Written | null = null;
  return (effect) => {
    switch (effect) {
      case 'none':
        return;
      case 'begins':
        changed = null;
        return;
      case 'commits':
        if (changed !== null) log.wrote(changed);
        changed = null;
        return;
      case 'facts':
      case 'accounted-for':
        if (!database.isTransaction) log.wrote(effect);
        else if (changed !== 'facts') changed = effect;
        return;
      default:
        return unreachable(effect);
    }
  };
}
