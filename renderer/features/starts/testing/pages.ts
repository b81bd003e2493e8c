import type { ListenerCard, ProfileView } from '#shared/people/profile.ts';
import { createFakeEngine, type FakeEngine } from '../../chats/testing/fake-engine.ts';
import { meOf } from '../../chats/testing/people.ts';

/** Pages of people as the relay shows them, and those who look at them. */
export const here = { status: 'online', personalRequests: true, noChats: false, onBreak: null } as const;
export const busy = { ...here, status: 'busy', personalRequests: false } as const;
export const member = (more: Parameters<typeof meOf>[1] = {}): FakeEngine => createFakeEngine(meOf('calmPear', { type: 'member', ...more }));
export const listener = (more: Parameters<typeof meOf>[1] = {}): FakeEngine => createFakeEngine(meOf('warmOak', { type: 'listener', ...more }));
export const card = (name: string, presence: ListenerCard['presence']): ListenerCard => ({ name, topics: [], languages: ['en'], over35: false, hears: ['adult'], presence });
export const page = (more: Partial<ProfileView> = {}): ProfileView => ({
  name: 'warmOak', type: 'listener', bio: '', topics: [], languages: [], sinceMonth: '2026-11',
  listener: { over35: false, hears: ['adult'], presence: here }, mayStart: null, mayAsk: { allowed: true }, mayMessage: { allowed: true }, ...more,
});
export const memberPage = (more: Partial<ProfileView> = {}): ProfileView =>
  page({ name: 'calmPear', type: 'member', listener: null, mayAsk: null, mayMessage: null, mayStart: { allowed: true }, ...more });
