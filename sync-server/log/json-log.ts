import type { Clock } from '#shared/ports.ts';
import type { Log } from '../ports.ts';

/** How much the log says. `silent` says nothing. */
export const LOG_LEVELS = ['info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Facts are codes and numbers; a longer text would be somebody's words that went astray. */
const MAX_FACT_LENGTH = 200;

/**
 * One JSON object a line: `{ "time", "level", "event", …facts }`, time in ISO 8601. Callers give events and codes,
 * never what people wrote, who they are, or a token (RELIABILITY H5).
 */
export function createJsonLog(write: (line: string) => void, clock: Clock, level: LogLevel): Log {
  const lowest = LOG_LEVELS.indexOf(level);
  const at =
    (name: Exclude<LogLevel, 'silent'>): Log['info'] =>
    (event, facts = {}) => {
      if (LOG_LEVELS.indexOf(name) < lowest) return;
      const time = new Date(clock.nowMs()).toISOString();
      write(`${JSON.stringify({ time, level: name, event, ...shortened(facts) })}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

const shortened = (facts: Readonly<Record<string, string | number | boolean>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, fact]) => [key, typeof fact === 'string' ? fact.slice(0, MAX_FACT_LENGTH) : fact]),
  );

/** What may be logged of an unexpected error: its kind and where in our code it arose, not its message. */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { kind: typeof error };
  // Messages may quote input (a JSON parser does); frames name files and lines only.
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  const at = frame.trim().replace(/^at /, '').replaceAll(OUR_FOLDER, '');
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { kind: error.name, ...code, at };
}

/** Where this machine keeps the program: of no use to whoever reads the log. */
const OUR_FOLDER = /(?:file:\/\/)?\/[^\s()]*?(?=(?:sync-server|shared|node_modules)\/)/g;
