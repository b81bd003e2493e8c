import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PICTURE } from '#shared/limits.ts';
import { losslessFrame, webpFile, type Part } from '#shared/testing/picture-files.ts';
import type { Relay } from '../relay.ts';
import { call } from '../testing/clients.ts';
import { RelayBench } from '../testing/relay-bench.ts';

/** Pixels are any bytes: these can be looked for. */
const FACE = 'face-canary-3f9a17-face-canary-3f9a17';
const picture = (words: string): string => {
  const [name, frame] = losslessFrame(PICTURE.maxSidePx);
  const part: Part = [name, Uint8Array.from([...frame, ...Buffer.from(words)])];
  return Buffer.from(webpFile([part])).toString('base64');
};

let bench: RelayBench;
let relay: Relay;
let token: string;
beforeEach(async () => {
  bench = new RelayBench();
  relay = await bench.start();
  token = (await bench.listener(relay, 'quietOlive')).token;
  await call(relay, 'setPicture', { token, body: { image: picture(FACE) } });
});
afterEach(() => bench.close());

/** Files of the store that hold the picture, its log included. */
const filesWithIt = (): string[] => {
  const folder = join(bench.folder, 'data');
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(FACE));
};

describe('promise 5, H3: a picture that should be gone is gone from the files', () => {
  it('is there while it is shown', () => {
    expect(filesWithIt().length).toBeGreaterThan(0);
  });

  it('after it was taken away', async () => {
    await call(relay, 'clearPicture', { token });
    expect(filesWithIt()).toEqual([]);
  });

  it('after another one took its place', async () => {
    await call(relay, 'setPicture', { token, body: { image: picture('another') } });
    expect(filesWithIt()).toEqual([]);
  });

  it('after the house took it away', async () => {
    await bench.admin('admin', 'calmHeron', '--password', 'seven quiet kettles singing');
    const admin = await call(relay, 'signIn', { body: { name: 'calmHeron', password: 'seven quiet kettles singing', deviceName: 'desk' } });
    await call(relay, 'removePicture', { token: admin.token, body: { name: 'quietOlive', reason: 'for a test' } });
    expect(filesWithIt()).toEqual([]);
  });
});
