import { readConfig } from '../../../sync-server/config/config.ts';
import { createJsonLog } from '../../../sync-server/log/json-log.ts';
import { createRelay } from '../../../sync-server/relay.ts';
import { systemPorts } from '../../../sync-server/system.ts';

/**
 * The real relay as a process of its own, on a machine whose wall clock is wrong: by `OFFSET_MS` at the start, and by
 * whatever number the parent sends while it runs. It ends in good order when asked, like the real one.
 */
const config = readConfig(process.env, process.cwd());
if (!config.ok) throw new Error(config.error.map(({ variable }) => variable).join(', '));
const ports = systemPorts();
let offsetMs = Number(process.env['OFFSET_MS'] ?? '0');
const clock = { nowMs: () => ports.clock.nowMs() + offsetMs };
const log = createJsonLog((line) => void process.stderr.write(line), clock, config.value.logLevel);
const relay = await createRelay(config.value, { ...ports, clock, log });
process.on('message', (message) => {
  offsetMs = Number(message);
});
process.on('SIGTERM', () => void relay.close().then(() => process.exit(0)));
process.send?.('serving');
