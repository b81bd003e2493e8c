import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChatHandle, ChatView, RefusedDraft } from '../../engine/types.ts';
import { useAnnounced } from '../../ui/announcer.tsx';
import { putBack } from './composing.ts';
import { CopyButton } from './CopyButton.tsx';
import { LetGo } from './LetGo.tsx';
import styles from './composer.module.css';

/** Words the relay refused, back with their writer: why, and to send again, edit, copy or let go (promise 2). */
export function RefusedCards({ handle, view }: { handle: ChatHandle; view: ChatView }) {
  return view.refused.map((draft) => (
    <RefusedCard key={draft.id} draft={draft} handle={handle} mayWrite={view.mayWrite.allowed} />
  ));
}

function RefusedCard(props: { draft: RefusedDraft; handle: ChatHandle; mayWrite: boolean }) {
  const { t } = useTranslation('chats');
  const { draft, handle } = props;
  const [failed, setFailed] = useState(false);
  const why = draft.rule === null ? t(`refusals:${draft.code}`) : t(`rules:${draft.rule}.why`);
  useAnnounced(`${t('refused.title')} ${why}`);
  /** The card goes only when the disk has the change; otherwise it says so and stays. */
  const keeping = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch {
      setFailed(true);
    }
  };
  const edit = (): Promise<void> =>
    keeping(async () => {
      // First into the box, which is kept as typed, then off the card: at no moment is it in neither.
      handle.setDraft(putBack(draft.text, handle.draft.getSnapshot()));
      await handle.discardRefused(draft.id);
    });
  return (
    <section className={styles.card} aria-label={t('refused.title')}>
      <p className={styles.cardTitle}>{t('refused.title')}</p>
      <p>{why}</p>
      {draft.rule !== null && <p>{t(`rules:${draft.rule}.change`)}</p>}
      <p className={styles.cardWords} dir="auto">
        {draft.text}
      </p>
      {failed && <p role="alert">{t('refused.failed')}</p>}
      <div className={styles.cardActions}>
        {props.mayWrite && (
          <>
            <Button size="compact-md" onClick={() => void keeping(() => handle.retryRefused(draft.id))}>
              {t('refused.again')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => void edit()}>
              {t('refused.edit')}
            </Button>
          </>
        )}
        <CopyButton text={draft.text} />
        <LetGo letGo={() => keeping(() => handle.discardRefused(draft.id))}>
          {(ask) => (
            <Button size="compact-md" variant="subtle" onClick={ask}>
              {t('refused.letGo')}
            </Button>
          )}
        </LetGo>
      </div>
    </section>
  );
}
