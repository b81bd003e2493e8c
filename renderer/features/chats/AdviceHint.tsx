import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconEar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIdentity, useSetting } from '../../app/context.tsx';
import type { ChatView } from '../../engine/types.ts';
import { ADVICE_SETTING } from './advice-setting.ts';
import styles from './composer.module.css';

type Reads = typeof import('./advice.ts').readsLikeAdvice;

/**
 * F198: a quiet word to a listener whose lines read like advice, which may be a therapist's work. It stands here alone: nobody else sees it, nothing is kept of
 * it, and it holds up no sending.
 */
export function AdviceHint({ text, view }: { text: string; view: ChatView }) {
  const setting = useSetting<'off'>(ADVICE_SETTING);
  const identity = useIdentity();
  const isTherapist = identity.at === 'account' && identity.me.type === 'therapist';
  if (view.card.role !== 'listener' || isTherapist || !setting.loaded || setting.value === 'off' || text === '') return null;
  return <Reading text={text} view={view} turnOff={() => void setting.set('off')} />;
}

function Reading({ text, view, turnOff }: { text: string; view: ChatView; turnOff: () => void }) {
  const { t, i18n } = useTranslation('chats');
  const reads = useReads();
  const [seen, setSeen] = useState(false);
  // Never in the way of a key: read when there is time.
  const later = useDeferredValue(text);
  const heard = useMemo(
    () => view.lines.flatMap(({ entry, mine }) => (entry.kind === 'message' && !mine ? [entry.text] : [])),
    [view.lines],
  );
  const advises = useMemo(() => reads?.(later, heard, i18n.language) ?? false, [reads, later, heard, i18n.language]);
  return (
    <div aria-live="polite">
      {advises && !seen && (
        <div className={styles.hint}>
          <IconEar size={20} stroke={1.6} aria-hidden="true" />
          <p>{t('advice.text')}</p>
          <Button size="compact-sm" variant="subtle" onClick={() => setSeen(true)}>
            {t('advice.seen')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={turnOff}>
            {t('advice.off')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The words of advice in two languages are fetched when a listener writes, not with the app. */
function useReads(): Reads | null {
  const [reads, setReads] = useState<{ readonly now: Reads } | null>(null);
  useEffect(() => {
    let current = true;
    import('./advice.ts').then(
      (found) => current && setReads({ now: found.readsLikeAdvice }),
      () => undefined, // without a network and not kept yet: then there is no hint
    );
    return () => {
      current = false;
    };
  }, []);
  return reads?.now ?? null;
}
