import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SuiteOptions } from '../lib/suites.ts';
import { Trouble } from '../lib/trouble.ts';
import { ROLE_CHANGES } from './convergence/roles-and-ages.ts';
import type { StoryEnd, StoryOptions } from './convergence/story.ts';

const SEEDS = 100;
const LONG_SEEDS = 1_000;
const STEPS = 300;
/** What takes away the right to write in the midst of a story; in so many stories each of them must have refused something. */
const RULES = ['P2-not-banned', 'P13-chat-closed', 'P20-ages-parted'] as const;
const ENOUGH_FOR_ALL = 10;

/**
 * Stories of five devices and two chats over the real relay in memory (RELIABILITY B1–B4): drops, frames doubled, killed
 * clients, a killed relay, bans, blocks, corrected ages, and roles given and taken. At the end every copy is byte-equal and every message accounted for.
 */
export async function fuzzConvergence({ seed, long, count }: SuiteOptions): Promise<void> {
  const seeds = count ?? (long ? LONG_SEEDS : SEEDS);
  const startedAt = performance.now();
  const left = Array.from({ length: seeds }, (_, index) => seed + index);
  const ends: StoryEnd[] = [];
  const tellers = Array.from({ length: availableParallelism() }, async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) ends.push(await tell({ seed: next, steps: STEPS }));
  });
  await Promise.all(tellers);
  const said = sum(ends, (end) => end.said);
  const by = RULES.map((rule) => sum(ends, (end) => end.refused[rule] ?? 0));
  const refused = sum(ends, ({ refused: rules }) => Object.values(rules).reduce((total, each) => total + each, 0));
  const roles = sum(ends, ({ steps }) => steps.filter((step) => ROLE_CHANGES.has(step)).length);
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${seeds} stories of 5 devices and ${STEPS} steps, ${seconds.toFixed(1)} s: ${said} messages said, ${roles} changes of a role, ${said - refused} at the relay once, ` +
      `${refused} back with their writers (${RULES.map((rule, at) => `${rule} ${by[at]}`).join(', ')}), 0 lost, 0 doubled, all copies byte-equal`,
  );
  if (seeds >= ENOUGH_FOR_ALL && by.includes(0)) throw new Trouble('a right that was taken away never refused a word');
  if (seeds >= ENOUGH_FOR_ALL && roles === 0) throw new Trouble('nobody had another role');
}

const TELLER = fileURLToPath(new URL('./convergence/teller.ts', import.meta.url));

/** In a process of its own: a device that is killed leaves timers of its libraries behind, as no real process does. */
async function tell({ seed, steps }: StoryOptions): Promise<StoryEnd> {
  const end = await new Promise<StoryEnd>((resolve, reject) => {
    const teller = fork(TELLER, [String(seed), String(steps)]);
    teller.once('message', (message) => resolve(message as StoryEnd));
    teller.once('exit', () => reject(new Trouble(`seed ${seed}: the story broke off`)));
  });
  if (end.faults.length === 0) return end;
  throw new Trouble([`seed ${seed}:`, ...end.steps, 'broken:', ...end.faults].join('\n'));
}

const sum = (ends: readonly StoryEnd[], figure: (end: StoryEnd) => number): number =>
  ends.reduce((total, end) => total + figure(end), 0);
