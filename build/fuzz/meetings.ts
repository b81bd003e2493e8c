import { runMeetings } from '../../sync-server/policy-wire/testing/run-meetings.ts';
import { Trouble } from '../lib/trouble.ts';

/** Every pair of actors on every channel at a whole relay, so that no teen and no adult reach each other (RELIABILITY D2). */
export async function fuzzMeetings(): Promise<void> {
  const startedAt = performance.now();
  const { cells, tries, ways, byChannel, differences } = await runMeetings();
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const [channel, found] of Object.entries(byChannel)) console.log(`${channel.padEnd(16)}${found} ways`);
  for (const [apart, found] of Object.entries(ways)) console.log(`${apart.padEnd(16)}${found} ways`);
  console.log(`${cells} pairs on a channel, ${tries} tries, ${seconds.toFixed(1)} s`);
  if (differences.length > 0) throw new Trouble(`${differences.length} differences:\n${differences.slice(0, 20).join('\n')}`);
  console.log('0 differences from the rule book; 0 ways between a teen and an adult but by a cleared listener');
}
