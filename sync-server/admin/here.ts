import { text } from 'node:stream/consumers';
import { describeFault, readConfig } from '../config/config.ts';
import { systemPorts } from '../system.ts';
import { EXIT, runAdmin } from './run.ts';

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** The admin tool on this machine's environment, folder and console. */
export async function runAdminHere(argv: readonly string[]): Promise<number> {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) {
    for (const fault of config.error) complain(describeFault(fault));
    return EXIT.notUnderstood;
  }
  const context = {
    dataFolder: config.value.dataFolder,
    cwd: process.cwd(),
    ports: systemPorts(),
    say: (line: string) => void process.stdout.write(`${line}\n`),
    readInput: () => text(process.stdin),
  };
  return runAdmin(argv, context, complain);
}
