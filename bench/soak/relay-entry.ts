import { lifted } from './lifted.ts';
import { answerAsks } from './answers.ts';
import { watchProcess } from './watch-process.ts';
import { createRelay } from '../../sync-server/relay.ts';
import { readConfig } from '../../sync-server/config/config.ts';
import { systemPorts } from '../../sync-server/system.ts';

/**
 * The whole relay as its own process, measured: `createRelay` and nothing else serves, and over the IPC channel the
 * parent can ask for figures, people and chats. What `SAMOVAR_LIFTED` names is not bounded, and said so by the parent.
 */
lifted(process.env['SAMOVAR_LIFTED'] ?? '');
const config = readConfig(process.env, process.cwd());
if (!config.ok) throw new Error(config.error.map(({ variable }) => variable).join());
const watch = watchProcess(systemPorts());
const wallMs = process.env['SAMOVAR_WALL_MS'];
const clock = wallMs === undefined ? watch.ports.clock : { nowMs: () => Number(wallMs) };
const relay = await createRelay(config.value, { ...watch.ports, clock, log: watch.log });
answerAsks(relay, clock, watch);
process.on('disconnect', () => process.exit(0));
process.send?.({ url: relay.url });
