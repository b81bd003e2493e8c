import { expect, it } from 'vitest';
import { checkLockfile, lockfile, manifest, type Locked } from './lockfile.ts';
import { shipping, weaknessesIn } from './weaknesses.ts';

const lock = lockfile();
const withPackage = (path: string, changes: Locked): readonly string[] =>
  checkLockfile({ packages: { ...lock.packages, [path]: { ...lock.packages[path], ...changes } } });

it('J1: the lockfile is complete, from the registry alone, new enough, and runs nothing that is not named', () => {
  expect(checkLockfile()).toEqual([]);
});

it('J1: a source beside the registry is told', () => {
  for (const resolved of ['git+ssh://git@example.org/ws.git#1', 'http://example.org/ws.tgz', 'https://example.org/ws.tgz']) {
    expect(withPackage('node_modules/ws', { resolved })).toHaveLength(1);
  }
  for (const spec of ['git+https://example.org/a.git', 'github:a/b', 'a/b', 'http://example.org/a.tgz', 'file:../a']) {
    expect(withPackage('node_modules/ws', { dependencies: { a: spec } })).toEqual([`node_modules/ws takes a from ${spec}`]);
  }
  expect(withPackage('node_modules/ws', { dependencies: { a: '^1.0.0 || >=2 <3', b: 'npm:c@1.2.3' } })).toEqual([]);
});

it('J1, G13: an older ws or lib0 in what ships is told, of whichever copy', () => {
  expect(withPackage('node_modules/ws', { version: '8.20.9' })).toHaveLength(1);
  expect(withPackage('node_modules/ws', { version: '8.21.0' })).toEqual([]);
  expect(withPackage('node_modules/yjs/node_modules/lib0', { version: '0.2.117', integrity: 'x' })).toHaveLength(1);
  expect(withPackage('node_modules/yjs/node_modules/lib0', { version: '0.2.117', integrity: 'x', dev: true })).toEqual([]);
});

it('J1: what has no hash, is not locked, or runs a program unnamed is told', () => {
  const { integrity: _, ...bare } = lock.packages['node_modules/ws'] ?? {};
  expect(checkLockfile({ packages: { ...lock.packages, 'node_modules/ws': bare } })).toHaveLength(1);
  expect(checkLockfile(lock, { ...manifest(), dependencies: { 'nobody-locked-this': '1.0.0' } })).toHaveLength(1);
  expect(withPackage('node_modules/ws', { hasInstallScript: true })).toHaveLength(1);
  expect(checkLockfile(lock, { ...manifest(), allowScripts: { ...manifest().allowScripts, leveldown: true } })).toHaveLength(1);
});

it('J1: what ships is what the relay and the app need, and not what measures and tests them', () => {
  const ships = shipping(lock, manifest());
  for (const name of ['ws', 'lib0', 'fastify', 'react', 'electron', '@codemirror/language', 'avvio']) {
    expect(ships).toContain(`node_modules/${name}`);
  }
  for (const path of ['node_modules/vitest', 'node_modules/leveldown', 'node_modules/@y/websocket-server/node_modules/ws']) {
    expect(lock.packages[path]).toBeDefined();
    expect(ships).not.toContain(path);
  }
});

it('J1: a weakness that is high or critical in what ships is told; others are not, and no answer is one', () => {
  const found = (severity: string, path: string): string =>
    JSON.stringify({ vulnerabilities: { ws: { name: 'ws', severity, nodes: [path], via: [{ title: 'a hole' }] } } });
  const told = (answer: string) => weaknessesIn(answer, lock, manifest());
  expect(told(found('high', 'node_modules/ws'))).toEqual(['node_modules/ws has a weakness that is high: a hole']);
  expect(told(found('critical', 'node_modules/ws'))).toHaveLength(1);
  expect(told(found('moderate', 'node_modules/ws'))).toEqual([]);
  expect(told(found('high', 'node_modules/@y/websocket-server/node_modules/ws'))).toEqual([]);
  expect(told('{"vulnerabilities":{}}')).toEqual([]);
  for (const answer of ['', 'npm error', '{"message":"405 Method Not Allowed","statusCode":405}', 'null']) expect(told(answer)).toBeNull();
});
