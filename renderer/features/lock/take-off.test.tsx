import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { err } from '#shared/result.ts';
import { AppProvider, OpenedProvider, type AppParts } from '../../app/context.tsx';
import { lookManager, webPreferences } from '../../app/look.ts';
import { Providers } from '../../app/Providers.tsx';
import type { Engine } from '../../engine/types.ts';
import { createI18n } from '../../i18n/i18n.ts';
import type { Vault } from '../../vault/types.ts';
import { preparePage, settle } from '../chats/testing/page.ts';
import { click, the, type, words } from '../chats/testing/person.ts';
import { TakeOffForm } from './TakeOffForm.tsx';

let root: Root | null = null;
afterEach(() => {
  act(() => root?.unmount());
  root = null;
});

test('F6: while the passphrase is being taken off nothing leaves the form, so that what came of it is told', async () => {
  preparePage(400);
  const asked = Promise.withResolvers<Awaited<ReturnType<Vault['removePassphrase']>>>();
  const vault = { removePassphrase: () => asked.promise } as unknown as Vault;
  const left: string[] = [];
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root?.render(
      <Providers i18n={createI18n('en')} look={lookManager(webPreferences(() => window.localStorage))}>
        <AppProvider parts={{ host: { kind: 'web' } } as unknown as AppParts}>
          <OpenedProvider opened={{ engine: {} as Engine, vault, follows: false }}>
            <TakeOffForm onDone={() => left.push('done')} onCancel={() => left.push('cancel')} />
          </OpenedProvider>
        </AppProvider>
      </Providers>,
    ),
  );
  await settle();
  await type('seven quiet kettles singing', document.querySelector<HTMLElement>('input[type="password"]')!);
  act(() => document.querySelector('form')?.requestSubmit());
  await settle();
  await click(the('button', 'Cancel'));
  expect(left).toEqual([]);
  act(() => asked.resolve(err({ code: 'wrong-passphrase' } as never)));
  await settle();
  expect(words()).toContain('neither the passphrase nor');
  await click(the('button', 'Cancel'));
  expect(left).toEqual(['cancel']);
});
