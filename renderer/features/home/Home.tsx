import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useDisk, useEngine, useIdentity, useSetting } from '../../app/context.tsx';
import { homeParts } from '../../app/features.ts';
import { useReadable } from '../../app/use-readable.ts';
import { useNow } from '../../ui/now.tsx';
import { Page } from '../../ui/Page.tsx';
import { useCreateNote } from '../notes/use-create-note.ts';
import { newsOf } from '../starts/what-waits.ts';
import { Welcome } from '../welcome/Welcome.tsx';
import { partOfDay } from './greeting.ts';

/** Set in the vault once the welcome was seen. */
export const WELCOMED = 'welcome/seen';

/** The first launch, or the way back in: what waits, what was said, what was written. */
export function Home() {
  const onDisk = useDisk();
  const welcomed = useSetting<boolean>(WELCOMED);
  const { waiting, chats, starts, notices } = useEngine();
  // Whoever went straight to Talk has come in already, and looks here for what waits, or for what became of it.
  const asks = useReadable(starts.waiting).length > 0;
  const hasNews = newsOf(useReadable(notices), null) !== null;
  const isWaiting = useReadable(waiting) !== null || asks || hasNews;
  const hasChats = useReadable(chats).length > 0;
  // Whoever came with a name and a password knows this place, and would only wonder at "You need no name".
  const identity = useIdentity();
  const known = identity.at === 'account' && identity.me.type !== 'guest';
  if (!welcomed.loaded) return null;
  return welcomed.value === true || known || isWaiting || hasChats ? <Today /> : <Welcome done={() => onDisk(() => welcomed.set(true))} />;
}

function Today() {
  const { t } = useTranslation('home');
  const { features } = useApp();
  const nowMs = useNow();
  const create = useCreateNote();
  const part = nowMs === null ? 'day' : partOfDay(new Date(nowMs).getHours());
  return (
    <Page
      title={t(`greeting.${part}`)}
      lead={<p>{t(`lead.${part}`)}</p>}
      actions={
        <Button variant="light" onClick={create}>
          {t('note')}
        </Button>
      }
    >
      {homeParts(features).map(({ Part }) => (
        <Part key={Part.displayName ?? Part.name} />
      ))}
    </Page>
  );
}
