import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { describeFault, readConfig, unknownVariables, type Config } from './config/config.ts';
import { createJsonLog, errorFacts } from './log/json-log.ts';
import { createLineWriter } from './log/line-writer.ts';
import { CannotStart, createRelay, type Relay } from './relay.ts';
import { systemPorts } from './system.ts';

/** Without Node's streams: after one failed write those are closed for good, and an unheard error ends the process. */
const writerOn = (descriptor: number): ((line: string) => void) =>
  createLineWriter((bytes) => writeSync(descriptor, bytes), systemPorts().clock);
const STDOUT = 1;
const STDERR = 2;
const complain = (line: string): void => void process.stderr.write(`${line}\n`);
const EXIT = { failed: 1, wrongConfiguration: 2 } as const;

/** The relay on this machine's environment and console, until SIGTERM or SIGINT. The log goes to standard error. */
export async function runRelayHere(): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) {
    for (const fault of config.error) complain(describeFault(fault));
    process.exitCode = EXIT.wrongConfiguration;
    return;
  }
  const ports = systemPorts();
  const log = createJsonLog(writerOn(STDERR), ports.clock, config.value.logLevel);
  // Whoever finds a way into the relay would have all of the machine (RELIABILITY J2).
  if (process.getuid?.() === 0) log.warn('runs-as-root');
  for (const variable of unknownVariables(process.env)) log.warn('unknown-setting', { variable });
  // A fault that nobody caught leaves the process in a state nobody knows. Whatever was acknowledged is on disk.
  process.on('uncaughtException', (error) => {
    log.error('crashed', errorFacts(error));
    process.exit(EXIT.failed);
  });
  try {
    const relay = await createRelay(config.value, { ...ports, log });
    introduce(relay, config.value);
    stopOnSignal(relay);
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    complain(error.message);
    process.exitCode = EXIT.failed;
  }
}

function introduce(relay: Relay, config: Config): void {
  const say = writerOn(STDOUT);
  say(`${config.name}: the relay listens at ${relay.url}.\n`);
  const data = relative(process.cwd(), config.dataFolder);
  say(`Its data is in ${data.startsWith('..') ? config.dataFolder : data || '.'}.\n`);
  say('To stop: Ctrl+C.\n');
}

/** Once in good order; a second signal does not wait. */
function stopOnSignal(relay: Relay): void {
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(EXIT.failed);
    asked = true;
    void relay.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
