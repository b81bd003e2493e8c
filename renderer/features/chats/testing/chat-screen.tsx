import { Route } from 'wouter';
import { ChatsMark } from '../ChatsMark.tsx';
import { ChatsScreen } from '../ChatsScreen.tsx';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { mount, type Mounted, type MountOptions } from './mount.tsx';
import { meOf } from './people.ts';
import { the } from './person.ts';

export const listener = (): FakeEngine => createFakeEngine(meOf('warmOak', { type: 'listener' }));
export const seeker = (): FakeEngine => createFakeEngine(meOf('calmPear1234'));

/** The chats' screen under its routes, with its mark in the rail. */
export const showChats = (engine: FakeEngine, path: string, options: MountOptions = {}): Promise<Mounted> =>
  mount(
    <>
      <ChatsMark />
      <Route path="/chats/:chat?">{(params) => <ChatsScreen params={params} />}</Route>
    </>,
    engine,
    { path, ...options },
  );

export const pane = (name: string): HTMLElement => the('region', `Chat with @${name}`);
export const box = (name: string): HTMLTextAreaElement =>
  the('textbox', `Message to @${name}`) as HTMLTextAreaElement;
