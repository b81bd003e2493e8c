import { runAdmin } from '../../../sync-server/admin/run.ts';
import { systemPorts } from '../../../sync-server/system.ts';

/** `npm run admin -- verify` on a folder; throws with what it said when it finds something. */
export async function mustBeSound(dataFolder: string): Promise<void> {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const context = { dataFolder, cwd: dataFolder, ports: systemPorts(), say: note, readInput: () => Promise.resolve('') };
  const code = await runAdmin(['verify'], context, note);
  if (code !== 0) throw new Error(`verify: ${lines.join('; ')}`);
}
