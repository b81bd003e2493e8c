import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PersonCard } from '#shared/documents/queue.ts';
import { CHAT } from '#shared/limits.ts';
import { useIdentity } from '../../app/context.tsx';
import styles from './chat.module.css';

/**
 * For listeners, and not for therapists: how far to a counted chat (D5, F171). Quiet, and silent once it is reached.
 * None in a chat with another listener, which counts for nothing (F036).
 */
export function Counter({ messages, other }: { messages: number; other: PersonCard }) {
  const { t } = useTranslation('chats');
  const identity = useIdentity();
  const { countedMessages: of, countedOfEach: each } = CHAT;
  if (identity.at === 'account' && identity.me.type === 'therapist') return null;
  if (other.type === 'listener') return null;
  const words = messages >= of ? t('counter.done', { of, each }) : t('counter.label', { count: messages, of, each });
  return (
    <Tooltip label={words}>
      <span className={styles.counter} data-done={messages >= of || undefined}>
        <span aria-hidden="true" dir="ltr">{messages >= of ? `${of} +` : t('counter.short', { count: messages, of })}</span>
        <VisuallyHidden>{words}</VisuallyHidden>
      </span>
    </Tooltip>
  );
}
