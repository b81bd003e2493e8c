import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { preparePage } from '../features/chats/testing/page.ts';
import { createI18n } from '../i18n/i18n.ts';
import type { Breath } from '../content/library/schema.ts';
import { BreathPacer } from './BreathPacer.tsx';
import { breathAt } from './breathing.ts';

const breath: Breath = { inSeconds: 4, holdSeconds: 0, outSeconds: 6, restSeconds: 0, rounds: 3 };

describe('a breath to go along with', () => {
  let root: Root;
  let ground: HTMLElement;

  beforeEach(() => {
    preparePage(1_200);
    ground = document.body.appendChild(document.createElement('div'));
    root = createRoot(ground);
  });
  afterEach(() => {
    act(() => root.unmount());
    ground.remove();
  });

  const show = (ms: number, said = true): void =>
    act(() =>
      root.render(
        <I18nextProvider i18n={createI18n('en')}>
          <BreathPacer moment={breathAt(breath, ms)} exact={() => breathAt(breath, ms)} going={false} said={said} />
        </I18nextProvider>,
      ),
    );
  const circles = () => [...ground.querySelectorAll<HTMLElement>('[aria-hidden] > span')];

  it('where motion is unwanted: the word and its count, and nothing that moves', () => {
    show(5_200);
    expect(ground.textContent).toBe('Breathe out2');
    expect(circles()).toEqual([]);
  });

  it('otherwise the circle is as large as the breath is full', () => {
    const still = window.matchMedia;
    window.matchMedia = (query) => ({ ...still(query), matches: false });
    show(0);
    expect(circles().map(({ style }) => style.getPropertyValue('scale'))).toEqual(['0.4']);
    show(4_000);
    expect(circles().map(({ style }) => style.getPropertyValue('scale'))).toEqual(['1']);
  });

  it('says its turns politely where that is wanted, one word at each, and its counts not at all', () => {
    show(1_000);
    expect(ground.querySelector('[aria-live=polite]')?.textContent).toBe('Breathe in');
    show(1_000, false);
    expect(ground.querySelector('[aria-live]')).toBeNull();
  });
});
