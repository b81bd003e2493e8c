import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import { AppProvider, OpenedProvider, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { Providers } from '../../app/Providers.tsx';
import type { Engine } from '../../engine/types.ts';
import { webRandom } from '../../host/web-ports.ts';
import { createI18n } from '../../i18n/i18n.ts';
import type { Vault } from '../../vault/types.ts';
import { preparePage, settle } from '../chats/testing/page.ts';
import { RecoveryKey } from './RecoveryKey.tsx';

const PASSPHRASE = 'seven quiet kettles singing';
let root: Root | null = null;
afterEach(() => {
  act(() => root?.unmount());
  root = null;
});

async function show(proven: boolean): Promise<string[]> {
  preparePage(400);
  const kept: string[] = [];
  const vault = {
    profile: { id: 'mine', protection: 'passphrase', recovery: true },
    proves: async (typed: string) => typed === PASSPHRASE,
    async setRecoveryKey(key: string) {
      kept.push(key);
      return ok(undefined);
    },
  } as unknown as Vault;
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root?.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={{ random: webRandom } as unknown as AppParts}>
          <OpenedProvider opened={{ engine: {} as Engine, vault, follows: false }}>
            <RecoveryKey proven={proven} onDone={() => undefined} onCancel={() => undefined} />
          </OpenedProvider>
        </AppProvider>
      </Providers>,
    ),
  );
  await settle();
  return kept;
}

function fill(field: Element | null, text: string): void {
  if (!(field instanceof HTMLInputElement)) throw new Error('no such field');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
const secret = (): Element | null => document.querySelector('input[type="password"]');
async function keep(): Promise<void> {
  const lastGroup = [...document.querySelectorAll('[dir=ltr] > span')].at(-1)?.textContent ?? '';
  fill(document.querySelector('input[maxlength="12"]'), lastGroup);
  act(() => document.querySelector('form')?.requestSubmit());
  await settle();
}

test('F6: whoever finds an open screen makes no recovery key: where there is a passphrase it is asked for', async () => {
  const kept = await show(false);
  fill(secret(), 'a guess');
  await keep();
  expect(kept).toEqual([]);
  fill(secret(), PASSPHRASE);
  await keep();
  expect(kept).toHaveLength(1);
});

test('whoever has just set the passphrase is not asked for it again', async () => {
  const kept = await show(true);
  expect(secret()).toBeNull();
  await keep();
  expect(kept).toHaveLength(1);
});
