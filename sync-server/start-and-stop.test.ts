import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WIRE } from '#shared/limits.ts';
import { readConfig } from './config/config.ts';
import { CannotStart, createRelay } from './relay.ts';
import { createFakePorts, createMemoryLog } from './testing/fake-ports.ts';
import { PASSWORD, RelayBench } from './testing/relay-bench.ts';

let bench: RelayBench;

beforeEach(() => {
  bench = new RelayBench();
});
afterEach(() => bench.close());

describe('starting and stopping', () => {
  it('one data folder has one relay, and the second says what to do', async () => {
    await bench.start();
    await expect(bench.start()).rejects.toThrow(CannotStart);
    await expect(bench.start()).rejects.toThrow(/another relay/);
  });

  it('A7: a store that is damaged is refused in plain words, and stays byte for byte as it is', async () => {
    const first = await bench.start();
    await first.close();
    const file = join(bench.folder, 'data', 'samovar.db');
    for (const damage of [
      (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
      (bytes: Buffer) => bytes.fill(0xff, 100, 2_000),
      () => Buffer.from('Dear all, '.repeat(1_000)),
    ]) {
      const damaged = damage(Buffer.from(readFileSync(file)));
      const whole = readFileSync(file);
      writeFileSync(file, damaged);
      await expect(bench.start()).rejects.toThrow(/damaged.*restore/);
      expect(readFileSync(file).equals(damaged)).toBe(true);
      writeFileSync(file, whole);
    }
    await bench.start();
  });

  it('J2: a store that others could read is closed before it is served from, and the log says so', async () => {
    await (await bench.start()).close();
    const file = join(bench.folder, 'data', 'samovar.db');
    chmodSync(file, 0o644);
    await bench.start();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const told = bench.logLines.filter((line) => line.includes('store-was-open-to-others'));
    expect(told.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 'error', closed: 'samovar.db' }]);
  });

  it('A8: after a restore that was cut short nothing starts before it is clear which store counts', async () => {
    await (await bench.start()).close();
    writeFileSync(join(bench.folder, 'data', 'samovar.db.restoring'), 'half a store');
    await expect(bench.start()).rejects.toThrow(/cut short/);
  });

  it('H3: what else a restore that was cut short left is taken away, since there are words in it', async () => {
    await (await bench.start()).close();
    const left = ['samovar.db.looking', 'samovar.db.looking-wal', 'samovar.db.restoring-wal'];
    for (const name of left) writeFileSync(join(bench.folder, 'data', name), 'words');
    await bench.start();
    expect(readdirSync(join(bench.folder, 'data')).filter((name) => left.includes(name))).toEqual([]);
  });

  it('a taken port is told as such, and the folder is free again', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(bench.start({ SAMOVAR_PORT: String(port) })).rejects.toThrow(/SAMOVAR_PORT/);
    other.close();
    await once(other, 'close');
    await bench.start();
  });

  it('I2: one whose doors do not open leaves no timer behind that would keep the process from ending', async () => {
    const config = readConfig({ SAMOVAR_DATA: 'data', SAMOVAR_PORT: '0' }, bench.folder);
    if (!config.ok) throw new Error('the test is configured wrongly');
    const fake = createFakePorts();
    const every: typeof fake.timers.every = (ms, run) => {
      if (ms === WIRE.beatIntervalMs) throw new Error('no doors');
      return fake.timers.every(ms, run);
    };
    const ports = { ...fake, timers: { ...fake.timers, every }, log: createMemoryLog().log };
    await expect(createRelay(config.value, ports)).rejects.toThrow('no doors');
    expect(fake.running()).toBe(0);
    await bench.start(); // and the folder is free
  });

  it('A5: ends within the drain time with sockets open, twice as well as once, and leaves a store of one file', async () => {
    const relay = await bench.start();
    const { token } = await bench.seeker(relay);
    const socket = bench.dial(relay, token);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const startedMs = performance.now();
    await Promise.all([relay.close(), relay.close()]);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect((await closed)[0]).toBe(4503);
    expect(readdirSync(join(bench.folder, 'data')).toSorted()).toEqual(['relay.lock', 'samovar.db']);
    expect(relay.httpServer.listening).toBe(false);
    expect(bench.logLines.at(-1)).toContain('"stopped"');
  });

  it('H5: a whole life leaves no token, password, name or id in the log', async () => {
    const relay = await bench.start();
    const guest = await bench.seeker(relay);
    const rowan = await bench.listener(relay, 'Rowan');
    const socket = bench.dial(relay, guest.token);
    await once(socket, 'open');
    await relay.close();
    const text = bench.logLines.join('');
    for (const secret of [guest.token, rowan.token, PASSWORD, guest.me.name, 'Rowan', guest.me.account, rowan.me.device]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('127.0.0.1');
  });
});
