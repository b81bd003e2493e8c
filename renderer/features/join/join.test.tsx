import { afterEach, expect, it } from 'vitest';
import { createFakeEngine } from '../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../chats/testing/mount.tsx';
import { meOf } from '../chats/testing/people.ts';
import { Join } from './Join.tsx';
import { feature } from './feature.ts';
import { Route } from 'wouter';

let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

it.each(['/join/kettle-7', '/join/%3Cscript%3E', '/join', '/join/'])('%s leads to the front page, and keeps nothing of it', async (path) => {
  const before = JSON.stringify(window.localStorage);
  mounted = await mount(<Route path={String(feature.routes[0]?.path)} component={Join} />, createFakeEngine(meOf('calmPear1234')), { path });
  expect(mounted.path()).toBe('/');
  expect(JSON.stringify(window.localStorage)).toBe(before);
});
