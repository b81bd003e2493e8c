import { act } from 'react';
import { DirectionProvider } from '@mantine/core';
import { afterEach, describe, expect, it } from 'vitest';
import { PICTURE } from '#shared/limits.ts';
import type { Crop } from '#shared/pictures/crop.ts';
import { ALLOWED, denied, type Verdict } from '#shared/policy/verdict.ts';
import { err, ok } from '#shared/result.ts';
import { smallWebp } from '#shared/testing/picture-files.ts';
import { actorOf } from '../../../engine/types.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { PicturesProvider } from '../../../ui/pictures.tsx';
import { createFakeEngine, type FakeEngine } from '../../chats/testing/fake-engine.ts';
import { mount, type Mounted } from '../../chats/testing/mount.tsx';
import { meOf } from '../../chats/testing/people.ts';
import { all, click, press, tabTo, the, type, words } from '../../chats/testing/person.ts';
import { settle, until } from '../../chats/testing/page.ts';
import { OwnPicture } from './OwnPicture.tsx';
import { RemovePicture } from './RemovePicture.tsx';
import type { Studio } from './studio.ts';

const WEBP = smallWebp(PICTURE.maxSidePx);
let mounted: Mounted | null = null;
afterEach(async () => {
  await mounted?.unmount();
  mounted = null;
});

const me = (more: Parameters<typeof meOf>[1] = {}) => meOf('calmPear', { type: 'member', ...more });

/** A canvas that writes one picture, whatever is chosen, and says which part was taken. */
function fakeStudio(taken: Crop[], written: Uint8Array | null = WEBP): Studio & { closed: number } {
  const studio = {
    closed: 0,
    open: async () =>
      ok({
        width: 400,
        height: 300,
        show: () => undefined,
        take: async (crop: Crop) => (taken.push(crop), written),
        close: () => void (studio.closed += 1),
      }),
  };
  return studio;
}

const show = async (engine: FakeEngine, studio: Studio, more: Parameters<typeof meOf>[1] = {}): Promise<void> => {
  mounted = await mount(
    <PicturesProvider source={engine.pictures}>
      <OwnPicture name="calmPear" actor={actorOf(me(more))} studio={studio} />
    </PicturesProvider>,
    engine,
  );
};

async function choose(file: File): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  act(() => void input?.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
}
const photograph = new File(['bytes'], 'me.jpg', { type: 'image/jpeg' });
const images = (): string[] => [...document.querySelectorAll('img')].map((image) => image.getAttribute('src') ?? '');

describe('F027: one\'s own picture on screen', () => {
  it('is chosen, its part by keyboard, and stands beside one\'s name; then taken away', async () => {
    const engine = createFakeEngine(me());
    const taken: Crop[] = [];
    const studio = fakeStudio(taken);
    await show(engine, studio);
    expect(words()).toContain('two letters and a colour');
    await choose(photograph);
    await until(() => document.activeElement === the('button', 'Use this picture'));
    const [zoom, across] = [...document.querySelectorAll<HTMLElement>('[role="slider"]')];
    expect([...document.querySelectorAll('[role="slider"]')].map((one) => one.getAttribute('aria-label'))).toEqual(['Nearer', 'Left to right', 'Up and down']);
    await tabTo(zoom!);
    await press('End');
    await tabTo(across!);
    await press('Home');
    await click(the('button', 'Use this picture'));
    expect(taken).toEqual([{ zoom: PICTURE.maxZoom, x: 0, y: 0.5 }]);
    expect(engine.pictures.sent).toEqual([WEBP]);
    expect([images().length, studio.closed]).toEqual([1, 1]);
    expect(words()).toContain('People see this picture');
    await click(the('button', 'Take it away'));
    expect(engine.pictures.own.getSnapshot()?.picture).toBeNull();
  });

  it('F222: from right to left, the thumb goes the way the picture does', async () => {
    const engine = createFakeEngine(me());
    const taken: Crop[] = [];
    mounted = await mount(
      <DirectionProvider initialDirection="rtl" detectDirection={false}>
        <OwnPicture name="calmPear" actor={actorOf(me())} studio={fakeStudio(taken)} />
      </DirectionProvider>,
      engine,
    );
    await choose(photograph);
    await until(() => document.activeElement === the('button', 'Use this picture'));
    const across = document.querySelector<HTMLElement>('[role="slider"][aria-label="Left to right"]');
    await tabTo(across!);
    await press('End'); // It ends at the left there.
    await press('ArrowRight');
    await click(the('button', 'Use this picture'));
    expect(taken).toEqual([{ zoom: 1, x: 0.01, y: 0.5 }]);
  });

  it.each([
    ['other-type', 'no picture that can be shown here'],
    ['too-large', 'at most 30 MB and 50 million pixels'],
    ['broken', 'cannot be read as a picture'],
  ] as const)('%s: says so in plain words, and sends nothing', async (fault, text) => {
    const engine = createFakeEngine(me());
    await show(engine, { open: async () => err(fault) });
    await choose(photograph);
    expect(words()).toContain(text);
    expect([engine.pictures.sent, all('button', 'Use this picture')]).toEqual([[], []]);
  });

  it('what the relay refuses, and what no canvas writes, keeps the dialog open and says why', async () => {
    const engine = createFakeEngine(me());
    await show(engine, fakeStudio([]));
    await choose(photograph);
    engine.failNext({ code: 'not-a-picture', rule: null, retryAfterMs: null });
    await click(the('button', 'Use this picture'));
    expect(words()).toContain('did not take this as a picture');
    await mounted?.unmount();
    await show(createFakeEngine(me()), fakeStudio([], null));
    await choose(photograph);
    await click(the('button', 'Use this picture'));
    expect(words()).toContain('could not write the picture');
  });

  it('while it is sent neither Escape nor a button closes the dialog, so that a refusal is told', async () => {
    const engine = createFakeEngine(me());
    const asked = Promise.withResolvers<Awaited<ReturnType<FakeEngine['pictures']['set']>>>();
    engine.pictures.set = () => asked.promise;
    await show(engine, fakeStudio([]));
    await choose(photograph);
    await click(the('button', 'Use this picture'));
    await press('Escape');
    expect(['Cancel', 'Close', 'Use this picture'].map((name) => the('button', name).hasAttribute('disabled'))).toEqual([true, true, true]);
    await mounted!.change(() => asked.resolve(err({ code: 'not-a-picture', rule: null, retryAfterMs: null })));
    expect(words()).toContain('did not take this as a picture');
  });

  it('P63: while it is paused it says until when and why, and nothing can be chosen', async () => {
    const engine = createFakeEngine(me());
    engine.pictures.own.set({ picture: null, pausedUntilMs: Date.UTC(2099, 0, 2) });
    await show(engine, fakeStudio([]));
    expect(words()).toMatch(/can be chosen from:.*Why/);
    expect(the('button', 'Choose a picture').hasAttribute('disabled')).toBe(true);
  });

  it('who may not show one reads which rule says so, and can still take theirs away', async () => {
    const engine = createFakeEngine(me({ banned: true }));
    engine.pictures.own.set({ picture: 'p'.repeat(20) as never, pausedUntilMs: null });
    await show(engine, fakeStudio([]), { banned: true });
    expect(words()).toContain('P2-not-banned');
    await click(the('button', 'Take it away'));
    expect(engine.pictures.own.getSnapshot()?.picture).toBeNull();
  });

  it('without a network it says that it waits', async () => {
    const engine = createFakeEngine(me());
    engine.connection.set({ at: 'offline' });
    await show(engine, fakeStudio([]));
    expect(words()).toContain('when you are online');
    expect(the('button', 'Choose a picture').hasAttribute('disabled')).toBe(true);
  });
});

describe('F018, F026, F041: beside every name', () => {
  const avatars = async (engine: FakeEngine): Promise<void> => {
    mounted = await mount(
      <PicturesProvider source={engine.pictures}>
        <Avatar name="calmPear" type="member" />
        <Avatar name="calmPear" type="guest" />
        <Avatar name="unknown" type="listener" />
        <Avatar name={null} type="guest" />
      </PicturesProvider>,
      engine,
    );
  };
  const shapes = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-shape]')].map((one) => `${one.dataset['shape']} ${one.querySelector('img') === null ? one.textContent : 'picture'}`);

  it('letters until it is here, then the picture in the shape of its kind; a guest has letters alone', async () => {
    const engine = createFakeEngine(me());
    await avatars(engine);
    expect(shapes()).toEqual(['rounded CP', 'square CP', expect.stringMatching(/^circle/), 'square ']);
    await mounted!.change(() => engine.pictures.shows('calmPear', 'data:image/webp;base64,AAAA'));
    expect(shapes().slice(0, 2)).toEqual(['rounded picture', 'square CP']);
    await mounted!.change(() => engine.pictures.shows('calmPear', null));
    expect(shapes()[0]).toBe('rounded CP');
  });

  it('one that cannot be read is letters again, and readers of the screen are spared it', async () => {
    const engine = createFakeEngine(me());
    engine.pictures.shows('calmPear', 'data:image/webp;base64,AAAA');
    await avatars(engine);
    const image = document.querySelector('img');
    expect([image?.getAttribute('alt'), image?.closest('[aria-hidden="true"]') !== null]).toEqual(['', true]);
    act(() => void image?.dispatchEvent(new Event('error')));
    await settle();
    expect(shapes()[0]).toBe('rounded CP');
  });
});

describe('P41, G3: taken away by who keeps the place safe', () => {
  const open = async (engine: FakeEngine, may: Verdict | undefined): Promise<void> => {
    engine.pictures.shows('mildPlum', 'data:image/webp;base64,AAAA');
    mounted = await mount(<PicturesProvider source={engine.pictures}><RemovePicture name="mildPlum" may={may} /></PicturesProvider>, engine);
  };

  it('with a reason, and it is gone from the screen at once', async () => {
    const engine = createFakeEngine(me());
    await open(engine, ALLOWED);
    await click(the('button', 'Take this picture away'));
    await type('not a picture of oneself', the('textbox', /Why/));
    await click(the('button', 'Take it away'));
    expect(engine.house.done).toEqual([['removePicture', { name: 'mildPlum', reason: 'not a picture of oneself' }]]);
    expect(words()).not.toContain('Take this picture away');
  });

  it('is offered to nobody else; whom the relay refuses, like somebody of no higher rank, asks why (P42, DESIGN promise 4)', async () => {
    await open(createFakeEngine(me()), undefined);
    expect(words()).toBe('');
    await mounted?.unmount();
    await open(createFakeEngine(me()), denied('P42-from-above'));
    expect(all('button')).toEqual([]);
    expect(words()).toContain('Why can I not take @mildPlum\'s picture away?');
    expect(words()).toContain('Rule P42-from-above');
  });
});
